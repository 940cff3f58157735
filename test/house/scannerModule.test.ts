import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '../..');

describe('the scanner’s module', () => {
  it('is what its source says', async () => {
    await promisify(execFile)(process.execPath, ['scanner.mjs', '--check'], { cwd: root });
  });
});
