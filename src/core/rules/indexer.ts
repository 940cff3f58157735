import { messagesOf } from '../papertrail/context.ts';
import { fingerprinter } from '../python/fingerprint.ts';
import type { Indexer } from '../python/joinBorders.ts';
import { parseTraceback } from '../python/parse.ts';
import type { FoundTraceback, TracebackText } from '../python/traceback.ts';
import type { Rules } from './rules.ts';
import { verdictOf } from './verdict.ts';

/** A function that parses, identifies, labels and judges found tracebacks; make one and use it for many. */
export function indexer(rules: Rules): Indexer {
  const read = reader();
  const verdict = verdictOf<FoundTraceback & Read>(rules);
  return (found) => {
    return verdict({ ...found, ...read(found) }, () => messagesOf(found.context));
  };
}

/** What a text says, and which fault it is of. */
type Read = TracebackText & { fingerprint: string };

/** Characters of texts that are remembered, with what they say ten times as much memory. */
const MOST = 524_288;

/** Remembers texts: of a busy hour's tracebacks six in ten say, to the letter, what another said. */
function reader(): (found: FoundTraceback) => Read {
  const fingerprint = fingerprinter();
  let known = new Map<string, Read>();
  let size = 0;
  return ({ text, unfinished }) => {
    const before = known.get(text);
    if (before && before.unfinished === unfinished) return before;
    const parsed = { ...parseTraceback(text), ...(unfinished && { unfinished }) };
    const read = { ...parsed, fingerprint: fingerprint(parsed) };
    size += text.length;
    if (size > MOST) {
      known = new Map();
      size = text.length;
    }
    known.set(text, read);
    return read;
  };
}
