import { missingHost } from './missingHost.ts';

/**
 * Says in a line why nothing inside VS Code can run here, and gives true: the tests that ask are skipped. With `CI=true` a
 * missing part is an error instead.
 */
export function saysWhatIsMissing(): boolean {
  const reason = missingHost();
  if (reason === undefined) return false;
  if (process.env['CI'] === 'true') throw new Error(`The tests inside VS Code cannot run: ${reason}.`);
  console.log(`    skipped: ${reason}`);
  return true;
}
