import { ArchiveScanner } from '../papertrail/archiveScanner.ts';
import type { Neighbour, StreamBorder, StreamJoint } from '../papertrail/border.ts';
import { lineOf } from '../papertrail/link.ts';
import { ArchiveFinder } from './archiveFinder.ts';
import type { FoundTraceback, IndexedTraceback } from './traceback.ts';

/** Identifies, labels and judges a traceback that was found. */
export type Indexer = (found: FoundTraceback) => IndexedTraceback;

/** What joining says of the tracebacks of one archive that stand at its borders. */
export interface Settlement {
  /** Those the archive owns; `joined`: a neighbour's lines have a part in it, alone it would be another or none. */
  put: { traceback: IndexedTraceback; joined: boolean }[];
  /** Ids that the archive's own lines alone give, and that are none since a neighbour's lines are known. */
  remove: string[];
}

/** Lines of one stream that lie together, some of them the archive's own. */
interface Joint {
  before: Uint8Array;
  own: StreamBorder;
  after: Uint8Array;
}

/** A traceback found, and whether its lines ended before its context was full. */
interface Found {
  traceback: FoundTraceback;
  last: boolean;
}

/**
 * Finds the tracebacks of the joints anew, across the hour: once in the archive's own lines alone, once with the
 * neighbours', and tells the difference. Pure: the same borders give the same settlement. `scanner`: one that nobody else
 * uses meanwhile, where making one for each call would be too much.
 */
export function joinBorders(joints: readonly StreamJoint[], index: Indexer, scanner?: ArchiveScanner): Settlement {
  const settlement: Settlement = { put: [], remove: [] };
  const changeable = joints.flatMap((joint) =>
    joint.own.filter((own) => isChangeable(joint, own)).map((own) => jointOf(joint, own)),
  );
  if (changeable.length === 0) return settlement;
  const used = scanner ?? new ArchiveScanner();
  for (const joint of changeable) settle(settlement, joint, index, used);
  return settlement;
}

/** Whether a neighbour can change what the archive's own lines give. */
function isChangeable({ before, after }: StreamJoint, { side }: StreamBorder): boolean {
  return (side !== 'head' && after !== 'unknown') || (side !== 'tail' && before !== 'unknown');
}

function settle(settlement: Settlement, joint: Joint, index: Indexer, scanner: ArchiveScanner): void {
  const { side, lines } = joint.own;
  const alone = find([lines], scanner);
  const joined = find([joint.before, lines, joint.after], scanner);
  const ids = lineIds(lines);
  for (const [id, { traceback, last }] of joined) {
    if (!ids.has(lineOf(id))) continue;
    const other = alone.get(id);
    const same = other !== undefined && isSame(other.traceback, traceback);
    // A head ends, and a tail begins, where nothing that the neighbour can change is open: what is cut there is not to be trusted.
    if (side === 'head' && last) continue;
    if (side === 'tail' && same && !other.last) continue;
    settlement.put.push({ traceback: index(traceback), joined: !same });
  }
  for (const [id, { last }] of alone) {
    const trusted = side === 'whole' || (side === 'head') !== last;
    if (trusted && !joined.has(id)) settlement.remove.push(id);
  }
}

function jointOf({ before, after }: StreamJoint, own: StreamBorder): Joint {
  return {
    before: own.side === 'tail' ? NOTHING : linesOf(before),
    own,
    after: own.side === 'head' ? NOTHING : linesOf(after),
  };
}

const NOTHING = new Uint8Array(0);

function linesOf(neighbour: Neighbour): Uint8Array {
  return typeof neighbour === 'string' ? NOTHING : neighbour.lines;
}

/** By id, in the order found. */
function find(parts: readonly Uint8Array[], scanner: ArchiveScanner): Map<string, Found> {
  const found = new Map<string, Found>();
  const finder = new ArchiveFinder((traceback, last) => found.set(traceback.id, { traceback, last }), {
    borders: false,
    scanner,
  });
  for (const part of parts) finder.push(part);
  finder.end();
  return found;
}

/** The Papertrail ids of whole log lines. */
function lineIds(lines: Uint8Array): Set<string> {
  const ids = new Set<string>();
  let start = 0;
  for (let end = lines.indexOf(LINE_FEED); end >= 0; end = lines.indexOf(LINE_FEED, start)) {
    ids.add(decoder.decode(lines.subarray(start, lines.indexOf(TAB, start))));
    start = end + 1;
  }
  return ids;
}

const LINE_FEED = 10;
const TAB = 9;
const decoder = new TextDecoder();

function isSame(one: FoundTraceback, other: FoundTraceback): boolean {
  return (
    one.header === other.header &&
    one.text === other.text &&
    one.unfinished === other.unfinished &&
    one.context.cut === other.context.cut &&
    areEqual(one.context.before, other.context.before) &&
    areEqual(one.context.after, other.context.after)
  );
}

function areEqual(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, i) => byte === other[i]);
}
