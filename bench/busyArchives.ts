import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Busy, BUSY, busyHours } from '../test/fixtures/generator/busyHours.ts';
import { writeArchives } from '../test/fixtures/generator/write.ts';
import { cacheFolder } from './cacheFolder.ts';

const GENERATOR = new URL('../test/fixtures/generator/', import.meta.url);

/**
 * The files of generated busy hours (570,000 lines, 160 MB, 3,600 tracebacks each unless asked otherwise), in order of
 * time. Made once and kept until the generator changes.
 */
export async function busyArchives(asked: Busy = {}): Promise<string[]> {
  const plan = { ...BUSY, ...asked };
  const name = createHash('sha256')
    .update(`${JSON.stringify(plan)} ${generatorVersion()}`)
    .digest('hex')
    .slice(0, 16);
  const folder = join(cacheFolder(), `archives-${name}`);
  if (!existsSync(folder)) {
    process.stderr.write(`making ${plan.hours} × ${plan.lines} lines in ${folder}\n`);
    const unfinished = `${folder}.unfinished`;
    await rm(unfinished, { recursive: true, force: true });
    await writeArchives(unfinished, busyHours(plan));
    await rename(unfinished, folder);
  }
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.tsv.gz'))
    .sort()
    .map((file) => join(folder, file));
}

/** Changes when the generator's code does. */
function generatorVersion(): string {
  const hash = createHash('sha256');
  for (const file of readdirSync(GENERATOR)
    .filter((each) => each.endsWith('.ts'))
    .sort()) {
    hash.update(readFileSync(new URL(file, GENERATOR)));
  }
  return hash.digest('hex');
}
