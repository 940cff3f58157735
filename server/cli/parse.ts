import { resolve } from 'node:path';
import { ArchiveFinder } from '../../src/core/python/archiveFinder.ts';
import { indexer } from '../../src/core/rules/indexer.ts';
import { ArchiveError, localSource } from '../../src/ingest/archiveSource.ts';
import { checkLines, readArchive } from '../../src/ingest/readArchive.ts';
import { readRules } from '../rulesFile.ts';
import { withEnvFile } from '../environment.ts';
import { JsonBytes } from './jsonBytes.ts';
import { say } from './output.ts';
import { writeTraceback } from './tracebackNdjson.ts';

/** Bytes that are written at a time. */
const WRITE_SIZE = 524_288;

/**
 * `parse`: prints the tracebacks of an archive as JSON, one a line, each as soon as its context is full. Gives 1 when
 * the archive could be read in part only, or not at all.
 */
export async function parse(file: string, { context }: { context: number }): Promise<number> {
  const index = indexer(readRules(withEnvFile(process.env, '.env')['RULES_FILE']));
  const archive = file === '-' ? file : resolve(file);
  const output = new JsonBytes();
  const finder = new ArchiveFinder((found) => writeTraceback(output, index(found), archive, context), {
    borders: false,
    before: context,
  });
  const push = async (chunk: Uint8Array): Promise<void> => {
    finder.push(chunk);
    if (output.length >= WRITE_SIZE) await write(output);
  };
  try {
    const source = await localSource(file);
    const outcome = await readArchive(source, { push });
    finder.end();
    await write(output);
    checkLines(source, finder.totals);
    if (outcome.error !== undefined) say(outcome.error);
    return outcome.state === 'done' ? 0 : 1;
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error;
    say(error.message);
    return 1;
  }
}

async function write(output: JsonBytes): Promise<void> {
  if (output.length === 0) return;
  // Written before it goes on, so that the bytes can be used again.
  await new Promise<void>((resolve, reject) => {
    process.stdout.write(output.bytes, (error) => (error ? reject(error) : resolve()));
  });
  output.clear();
}
