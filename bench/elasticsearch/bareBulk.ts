import { readFile } from 'node:fs/promises';
import { Client, HttpConnection } from '@elastic/elasticsearch';

/**
 * What a user could run instead: the documents of a file (a bulk's lines as a JSON array, one bulk a line) sent by plain
 * `client.bulk`, one after the other. Prints the seconds from the first to the last answer. Arguments: address, index, file.
 */
const [address = '', index = '', file = ''] = process.argv.slice(2);
const bulks = (await readFile(file, 'utf8'))
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as object[]);
// As the store's own client: Node's HTTP.
const client = new Client({ node: address, Connection: HttpConnection });
const start = performance.now();
for (const operations of bulks) {
  const answer = await client.bulk({ index, operations });
  if (answer.errors) throw new Error(`The node refused: ${JSON.stringify(answer.items[0])}`);
}
await client.indices.refresh({ index });
process.stdout.write(`${(performance.now() - start) / 1000}\n`);
await client.close();
