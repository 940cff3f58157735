import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Connection } from '../../src/connection/connection.ts';
import { ALL_DAYS } from '../../src/core/groups/day.ts';
import { parseQuery } from '../../src/core/groups/parseQuery.ts';
import { lineOf } from '../../src/core/papertrail/link.ts';
import { indexer } from '../../src/core/rules/indexer.ts';
import type { Rules } from '../../src/core/rules/rules.ts';
import { localSource } from '../../src/ingest/archiveSource.ts';
import { ingestArchive } from '../../src/ingest/ingestArchive.ts';
import { linesAround } from '../../src/ingest/linesAround.ts';
import type { MoreLines } from '../../src/stores/contextSource.ts';
import { MemoryStore } from '../../src/stores/memory/memoryStore.ts';
import { SAMPLE, sampleArchives } from '../fixtures/sample.ts';

/** A connection over real archives in memory, and what of it may fail. */
export interface SampleConnection extends Connection {
  readonly store: MemoryStore;
  /** The fingerprint of the newest fault that the search finds. */
  fault(search: string): Promise<string>;
}

const RULES: Rules = { hide: [], labels: ['customer=(?<customer>\\S+)'] };

/** The sample data set in memory, with more archives: name → text. */
export async function sampleConnection(
  more: Record<string, string> = {},
  rules: Rules = RULES,
): Promise<SampleConnection> {
  const store = new MemoryStore({ timeZone: 'UTC', rules });
  const folder = await mkdtemp(join(tmpdir(), 'panel-'));
  const files = sampleArchives().map((name) => join(SAMPLE, name));
  for (const [name, text] of Object.entries(more)) {
    await writeFile(join(folder, name), text);
    files.push(join(folder, name));
  }
  for (const file of files) {
    const source = await localSource(file);
    const options = { signal: new AbortController().signal, onProgress: () => undefined };
    await ingestArchive(store, { index: indexer(rules), rules }, { name: file, source }, options);
  }
  return {
    kind: 'local',
    label: 'The sample',
    store,
    siteAddress: new URL('http://localhost:7007'),
    lines: { moreLines: (wanted) => moreLines(store, wanted) },
    async fault(search) {
      const query = parseQuery(search);
      const list = { range: ALL_DAYS, filter: 'all' as const, limit: 1, ...(query && { search: query }) };
      const { groups } = await store.groups(list, 0);
      const [first] = groups;
      if (!first) throw new Error(`The sample has no fault for ${search}`);
      return first.fingerprint;
    },
    dispose() {
      void store.close();
      void rm(folder, { recursive: true });
    },
  };
}

async function moreLines(store: MemoryStore, { traceback: id, direction, from, limit }: MoreLines) {
  const traceback = await store.traceback(id);
  if (!traceback) return undefined;
  const { archive, instance, program, context } = traceback;
  const outermost = direction === 'before' ? context.before[0] : context.after.at(-1);
  return linesAround({ archive, instance, program, direction, from: from ?? outermost?.id ?? lineOf(id), limit });
}
