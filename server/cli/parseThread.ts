import { parentPort, workerData } from 'node:worker_threads';
import { indexer } from '../../src/core/rules/indexer.ts';
import type { FoundTraceback } from '../../src/core/python/traceback.ts';
import { JsonBytes } from './jsonBytes.ts';
import type { PrintThreadData } from './parseProtocol.ts';
import { writeTraceback } from './tracebackNdjson.ts';

/** The thread of `parse` that makes lines of JSON of what was found. */
const port = parentPort!;
const { rules, archive, context } = workerData as PrintThreadData;
const index = indexer(rules);
const output = new JsonBytes();

port.on('message', (tracebacks: FoundTraceback[]) => {
  for (const found of tracebacks) {
    writeTraceback(output, index(found), archive, context);
    // Given back at once: garbage of this size is collected 60 MB late.
    free(found.context.before);
    free(found.context.after);
  }
  const bytes = Uint8Array.from(output.bytes);
  output.clear();
  port.postMessage(bytes, [bytes.buffer]);
});

/** They came in buffers of their own. */
function free({ buffer }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer) buffer.transfer(0);
}
