import { dayIn, type Day } from '../../core/groups/day.ts';
import { bulk } from './bulk.ts';
import type { IndexNames } from './names.ts';
import type { Fetched, Requests } from './requests.ts';

/** What the whole store agrees on, each kept in a document of its own. */
export interface Meta {
  store: { timeZone: string };
  /** Days before this one are frozen. */
  frozen: { before: Day };
  /** The rules, as JSON, that everything stored was judged by; absent when it was by several. */
  judged: { rules?: string };
}

interface Source {
  data: string;
}

/** A part of it, and what it takes to change exactly that. */
export interface Read<Part> {
  value: Part | undefined;
  read?: { seqNo: number; primaryTerm: number };
}

/** Where a part is to be read from, for a request that reads more. */
export function metaDocument(names: IndexNames, part: keyof Meta): { _index: string; _id: string } {
  return { _index: names.meta, _id: part };
}

export function metaValue<Part extends keyof Meta>(_part: Part, found: Fetched<Source> | undefined): Read<Meta[Part]> {
  if (!found?.found) return { value: undefined };
  return {
    value: JSON.parse(found._source.data) as Meta[Part],
    read: { seqNo: found._seq_no, primaryTerm: found._primary_term },
  };
}

export async function readMeta<Part extends keyof Meta>(
  requests: Requests,
  names: IndexNames,
  part: Part,
): Promise<Read<Meta[Part]>> {
  const [found] = await requests.mget<Source>([metaDocument(names, part)]);
  return metaValue(part, found);
}

/** Changes a part in one step; `change` gives undefined to leave it. Gives what it is then. */
export async function changeMeta<Part extends keyof Meta>(
  requests: Requests,
  names: IndexNames,
  part: Part,
  change: (value: Meta[Part] | undefined) => Meta[Part] | undefined,
): Promise<Meta[Part] | undefined> {
  for (;;) {
    const { value, read } = await readMeta(requests, names, part);
    const next = change(value);
    if (next === undefined) return value;
    const conflicts = await bulk(requests, [
      {
        does: read ? 'index' : 'create',
        index: names.meta,
        id: part,
        document: { data: JSON.stringify(next) },
        ...(read && { read }),
      },
    ]);
    if (conflicts.length === 0) return next;
  }
}

/** The zone that the store keeps: its own, or from now on the one given. Throws RangeError for a zone that is none. */
export async function settleTimeZone(requests: Requests, names: IndexNames, timeZone: string): Promise<string> {
  dayIn(timeZone);
  const store = await changeMeta(requests, names, 'store', (known) => (known ? undefined : { timeZone }));
  return store?.timeZone ?? timeZone;
}
