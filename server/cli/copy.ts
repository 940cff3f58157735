import { mkdir } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { NO_RULES } from '../../src/core/rules/rules.ts';
import { counted, exactNumber } from '../../src/core/wording/number.ts';
import { copyStore, PART_NAMES, type CopyProgress } from '../../src/stores/copyStore.ts';
import type { Moving } from '../../src/stores/moving.ts';
import { elasticsearchOptions, parseStoreUrl } from '../elasticsearchSettings.ts';
import { withEnvFile } from '../environment.ts';
import { parseSettings, type Settings } from '../settings.ts';
import { stopOnInterrupt } from './interrupt.ts';
import { print, say } from './output.ts';
import { progressLine } from './progressLine.ts';
import { UsageError } from './usageError.ts';

/** Milliseconds to wait for another process to end a save. */
const BUSY_TIMEOUT = 30_000;

/**
 * `copy`: moves everything from one store to another, and compares how much both have then. Gives 1 when that differs, or when it
 * was interrupted; the same command goes on.
 */
export async function copy({ from, to }: { from: string; to: string }): Promise<number> {
  const { settings, warnings } = parseSettings(withEnvFile(process.env, '.env'));
  for (const warning of warnings) say(warning);
  const [source, target] = [storeOf('--from', from), storeOf('--to', to)];
  if (from === to) throw new UsageError('--from and --to name the same store.');
  if (source.kind === 'sqlite' && !existsSync(source.file)) {
    say(`There is no store at ${source.file}.`);
    return 1;
  }
  const reading = await openMoving(source, settings, settings.timeZone);
  try {
    // Days of the copy are those of the original.
    const writing = await openMoving(target, settings, reading.timeZone);
    try {
      return await copyBetween(reading, writing);
    } finally {
      await writing.close();
    }
  } finally {
    await reading.close();
  }
}

async function copyBetween(reading: Moving, writing: Moving): Promise<number> {
  const line = progressLine(process.stderr);
  const interrupt = stopOnInterrupt();
  try {
    const { counts, differences } = await copyStore(reading, writing, {
      signal: interrupt.signal,
      onProgress: (progress) => line.show(progressText(progress)),
    });
    line.clear();
    const parts = Object.entries(counts).map(([part, count]) =>
      counted(count, PART_NAMES[part as keyof typeof counts]),
    );
    print(`Copied ${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}.`);
    for (const difference of differences) say(difference);
    if (differences.length > 0) {
      say(
        'The stores are not the same: one of them was changed meanwhile, or the copy was not empty. Copy again, or to an empty store.',
      );
    }
    return differences.length > 0 ? 1 : 0;
  } catch (error) {
    if (!interrupt.signal.aborted) throw error;
    line.clear();
    say('Interrupted. What was copied stays; the same command goes on.');
    return 1;
  } finally {
    line.clear();
    interrupt.end();
  }
}

function storeOf(option: string, url: string): Settings['store'] {
  try {
    return parseStoreUrl(url);
  } catch (error) {
    throw new UsageError(`${option}: ${(error as Error).message}`);
  }
}

/** On this thread: nothing else happens in this process. */
async function openMoving(store: Settings['store'], settings: Settings, timeZone: string): Promise<Moving> {
  const options = { timeZone, rules: NO_RULES };
  if (store.kind === 'sqlite') {
    await mkdir(dirname(store.file), { recursive: true });
    const { SqliteFile } = await import('../../src/stores/sqlite/sqliteFile.ts');
    return new SqliteFile(store.file, options, { busyTimeout: BUSY_TIMEOUT, cache: 16 }).moving();
  }
  const { openElasticsearch } = await import('../../src/stores/elasticsearch/openElasticsearch.ts');
  return (await openElasticsearch(elasticsearchOptions(settings, store.address), options)).moving();
}

function progressText({ part, done, of }: CopyProgress): string {
  return `${exactNumber(done)} of ${counted(of, PART_NAMES[part])}`;
}
