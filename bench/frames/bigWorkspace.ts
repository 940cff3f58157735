import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from '../cacheFolder.ts';

const FOLDERS = 250;
const FILES = 200;

/** Below the workspace folder, the path of one of its 50,000 files. */
export function bigFile(folder: number, file: number): string {
  return `apps/app_${folder}/part_${file % 10}/module_${folder}_${file}.py`;
}

/** A workspace of 50,000 Python files, made once. */
export async function bigWorkspace(): Promise<string> {
  const root = join(cacheFolder(), 'workspace-50000');
  const made = join(root, 'made');
  if (existsSync(made)) return root;
  await rm(root, { recursive: true, force: true });
  for (let folder = 0; folder < FOLDERS; folder++) {
    for (let part = 0; part < 10; part++)
      await mkdir(join(root, `apps/app_${folder}/part_${part}`), { recursive: true });
    const files = Array.from({ length: FILES }, (_, file) => file);
    await Promise.all(files.map((file) => writeFile(join(root, bigFile(folder, file)), source(folder, file))));
  }
  await writeFile(made, '');
  return root;
}

/** Some functions; line 9 of each file is `    assert value >= 0, value`, in `check_2`. */
function source(folder: number, file: number): string {
  const lines = [`"""Part ${file} of ${folder}."""`, '', ''];
  for (let n = 1; n <= 20; n++)
    lines.push(`def check_${n}(value):`, '    assert value >= 0, value', `    return value * ${n}`, '');
  return lines.join('\n');
}
