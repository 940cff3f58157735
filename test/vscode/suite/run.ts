import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Mocha from 'mocha';

/**
 * Runs the suites that lie beside this bundle in the extension host: all, or those with `VSCODE_SUITE` in their name. VS Code's
 * own way to run tests calls this. Throws when a test failed.
 */
export async function run(): Promise<void> {
  const mocha = new Mocha({ timeout: 60_000, color: false });
  const chosen = process.env['VSCODE_SUITE'] ?? '';
  const names = readdirSync(__dirname, { recursive: true, encoding: 'utf8' });
  const tests = names.filter((name) => name.endsWith('.test.cjs') && name.includes(chosen));
  for (const test of tests.sort()) mocha.addFile(join(__dirname, test));
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`Tests that failed: ${failures}`);
}
