import { resolve } from 'node:path';
import { BEFORE } from '../../src/core/papertrail/context.ts';
import { ArchiveFinder } from '../../src/core/python/archiveFinder.ts';
import type { FoundTraceback } from '../../src/core/python/traceback.ts';
import { ArchiveError, localSource } from '../../src/ingest/archiveSource.ts';
import { checkLines, readArchive } from '../../src/ingest/readArchive.ts';
import { readRules } from '../rulesFile.ts';
import { withEnvFile } from '../environment.ts';
import { say } from './output.ts';
import { ParsePrinter } from './parsePrinter.ts';

/** Tracebacks that are printed at a time. */
const BATCH = 16;
const NOTHING = new Uint8Array();

/**
 * `parse`: prints the tracebacks of an archive as JSON, one a line, each as soon as its context is full. Gives 1 when
 * the archive could be read in part only, or not at all. They are found here and printed by a thread of their own, which
 * starts meanwhile: of a busy hour's 1.2 s parsing, fingerprints and JSON are 0.4.
 */
export async function parse(file: string, { context }: { context: number }): Promise<number> {
  const rules = readRules(withEnvFile(process.env, '.env')['RULES_FILE']);
  const printer = new ParsePrinter({ rules, archive: file === '-' ? file : resolve(file), context });
  // Labels are looked for in all of the context, whatever of it is printed.
  const wanted = rules.labels.length > 0 ? BEFORE.lines : context;
  let batch: FoundTraceback[] = [];
  const finder = new ArchiveFinder((found) => batch.push(wanted === 0 ? withoutContext(found) : found), {
    borders: false,
    context: wanted,
  });
  const print = async (): Promise<void> => {
    const found = batch;
    batch = [];
    await printer.print(found);
  };
  const push = async (chunk: Uint8Array): Promise<void> => {
    finder.push(chunk);
    if (batch.length >= BATCH) await print();
  };
  try {
    const source = await localSource(file);
    const outcome = await readArchive(source, { push });
    finder.end();
    await print();
    await printer.end();
    checkLines(source, finder.totals);
    if (outcome.error !== undefined) say(outcome.error);
    return outcome.state === 'done' ? 0 : 1;
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error;
    say(error.message);
    return 1;
  } finally {
    await printer.close();
  }
}

/** Finding looks at some lines before a traceback whatever is wanted; sending them costs a tenth of the time. */
function withoutContext(found: FoundTraceback): FoundTraceback {
  return { ...found, context: { ...found.context, before: NOTHING, after: NOTHING } };
}
