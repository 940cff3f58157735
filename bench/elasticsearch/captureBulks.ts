import { open } from 'node:fs/promises';
import { NO_RULES } from '../../src/core/rules/rules.ts';
import { openElasticsearch } from '../../src/stores/elasticsearch/openElasticsearch.ts';
import { startIngestion } from '../../server/ingest/startIngestion.ts';

/**
 * Takes an archive in and writes down, for `bareBulk.ts`, every bulk of tracebacks that the store sent: a line each. Gives how many
 * documents there were.
 */
export async function captureBulks(archive: string, address: string, prefix: string, file: string): Promise<number> {
  const bulks: string[] = [];
  let documents = 0;
  const store = await openElasticsearch(
    {
      addresses: [address],
      prefix,
      onRequest: ({ path, lines }) => {
        if (path !== '/_bulk' || !lines || !JSON.stringify(lines[0]).includes(`${prefix}-tracebacks-`)) return;
        documents += lines.length / 2;
        bulks.push(JSON.stringify(lines.map((line, n) => (n % 2 === 0 ? withoutIndex(line) : line))));
      },
    },
    { timeZone: 'UTC', rules: NO_RULES },
  );
  const ingestion = startIngestion(store, NO_RULES);
  try {
    const row = await ingestion.ingest(archive);
    if (row.state !== 'done' || row.tracebacks === 0) throw new Error(`${archive} was not taken in: ${row.error}`);
  } finally {
    await ingestion.close();
    await store.close();
  }
  const output = await open(file, 'w');
  for (const bulk of bulks) await output.write(`${bulk}\n`);
  await output.close();
  return documents;
}

/** The action, for whatever index the bulk is sent to. */
function withoutIndex(action: object): object {
  return Object.fromEntries(
    Object.entries(action as Record<string, { _index?: string }>).map(([does, { _index, ...rest }]) => [does, rest]),
  );
}
