import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Mocha from 'mocha';

/**
 * Runs every suite that lies beside this bundle in the extension host. VS Code's own way to run tests calls this. Throws when
 * a test failed.
 */
export async function run(): Promise<void> {
  const mocha = new Mocha({ timeout: 60_000, color: false });
  const tests = readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.test.cjs'),
  );
  for (const test of tests.sort()) mocha.addFile(join(__dirname, test));
  await new Promise<void>((resolve, reject) => {
    mocha.run((failures) => (failures === 0 ? resolve() : reject(new Error(`${failures} tests failed`))));
  });
}
