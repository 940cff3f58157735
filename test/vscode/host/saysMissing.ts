/**
 * Says in a line why tests can't run here, if they can't, and gives true: they are skipped. With `CI=true` a missing part is
 * an error instead.
 */
export function saysMissing(reason: string | undefined): boolean {
  if (reason === undefined) return false;
  if (process.env['CI'] === 'true') throw new Error(`The tests cannot run: ${reason}.`);
  console.log(`    skipped: ${reason}`);
  return true;
}
