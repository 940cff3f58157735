import type { Locator } from 'playwright-core';

/** How often something is tried that can come too early, 2 seconds each. */
export const MOST_TRIES = 15;

/** Whether something is seen within 2 seconds. */
export function appears(sought: Locator): Promise<boolean> {
  return sought.waitFor({ timeout: 2000 }).then(
    () => true,
    () => false,
  );
}
