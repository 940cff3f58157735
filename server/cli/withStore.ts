import { existsSync } from 'node:fs';
import type { Rules } from '../../src/core/rules/rules.ts';
import { openStore, type ServerStore } from '../openStore.ts';
import { readRules } from '../rulesFile.ts';
import { withEnvFile } from '../environment.ts';
import { type Settings, parseSettings } from '../settings.ts';
import { say } from './output.ts';

/** What a command works with. */
export interface CommandParts {
  store: ServerStore;
  rules: Rules;
  settings: Settings;
}

/**
 * Opens the store that the settings name, hands it over, and closes it afterwards. `make`: a store that is not there is
 * made; without it that is said, and the status is 1.
 */
export async function withStore(
  use: (parts: CommandParts) => Promise<number>,
  { make = false }: { make?: boolean } = {},
): Promise<number> {
  const { settings, warnings } = parseSettings(withEnvFile(process.env, '.env'));
  for (const warning of warnings) say(warning);
  const rules = readRules(settings.rulesFile);
  if (!make && settings.store.kind === 'sqlite' && !existsSync(settings.store.file)) {
    say(
      `There is no store at ${settings.store.file} yet. Take archives in with assertion-context ingest FILE, or set STORE_URL.`,
    );
    return 1;
  }
  const store = await openStore(settings, rules);
  try {
    return await use({ store, rules, settings });
  } finally {
    await store.close();
  }
}
