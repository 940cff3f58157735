import { setTimeout as wait } from 'node:timers/promises';
import { backOff, type Requests } from './requests.ts';
import { answered, isTemporaryStatus, type Failure } from './trouble.ts';

/** One change of one document. */
export interface Operation {
  does: 'index' | 'create' | 'delete';
  index: string;
  id: string;
  document?: object;
  /** Changes only what was read with these. */
  read?: { seqNo: number; primaryTerm: number };
  /** Changes only what has no higher version. */
  version?: number;
}

/** Nothing else of the answer is looked at, and it is an item for each document. */
const NEEDED = { filter_path: 'items.*.status,items.*.error' };

interface Item {
  status: number;
  error?: Failure;
}

/** So many operations, or about so many characters, are sent at a time. */
const OPERATIONS = 1_000;
const CHARACTERS = 4_000_000;
const ATTEMPTS = 7;

/**
 * Sends operations and gives those that met another's change of the same document (409). What the cluster has no room for at the moment
 * (429) is sent again, alone, a bounded number of times; any other failure ends it. A delete of what is not there is done.
 */
export async function bulk(requests: Requests, operations: readonly Operation[]): Promise<Operation[]> {
  const conflicts: Operation[] = [];
  for (const chunk of chunks(operations)) conflicts.push(...(await sendChunk(requests, chunk)));
  return conflicts;
}

async function sendChunk(requests: Requests, chunk: readonly Operation[]): Promise<Operation[]> {
  const conflicts: Operation[] = [];
  let open = chunk;
  for (let attempt = 1; ; attempt++) {
    const { items } = await requests.send<{ items: Partial<Record<string, Item>>[] }>({
      method: 'POST',
      path: '/_bulk',
      query: NEEDED,
      lines: open.flatMap(linesOf),
    });
    const again: Operation[] = [];
    for (const [n, operation] of open.entries()) {
      const { status = 500, error = {} } = items[n]?.[operation.does] ?? {};
      if (status < 300 || (status === 404 && operation.does === 'delete')) continue;
      if (status === 409) conflicts.push(operation);
      else if (isTemporaryStatus(status) && error.type !== 'cluster_block_exception' && attempt < ATTEMPTS) {
        again.push(operation);
      } else throw answered(status, error, requests.place);
    }
    if (again.length === 0) return conflicts;
    open = again;
    await wait(backOff(attempt));
  }
}

function linesOf({ does, index, id, document, read, version }: Operation): object[] {
  const action = {
    [does]: {
      _index: index,
      _id: id,
      ...(read && { if_seq_no: read.seqNo, if_primary_term: read.primaryTerm }),
      ...(version !== undefined && { version, version_type: 'external_gte' }),
    },
  };
  return document ? [action, document] : [action];
}

function* chunks(operations: readonly Operation[]): Generator<Operation[]> {
  let chunk: Operation[] = [];
  let size = 0;
  for (const operation of operations) {
    const characters = operation.document ? sizeOf(operation.document) : 0;
    if (chunk.length === OPERATIONS || (chunk.length > 0 && size + characters > CHARACTERS)) {
      yield chunk;
      chunk = [];
      size = 0;
    }
    chunk.push(operation);
    size += characters;
  }
  if (chunk.length > 0) yield chunk;
}

/** About how long a document is: its texts, which are nearly all of it. */
function sizeOf(document: object): number {
  let size = 0;
  for (const value of Object.values(document)) {
    if (typeof value === 'string') size += value.length;
    else if (typeof value === 'object' && value !== null) size += sizeOf(value);
  }
  return size;
}
