import type { FingerprintPart } from './fingerprint.ts';
import { frameParts } from './fingerprintFrames.ts';
import { commonType } from './fingerprintType.ts';
import type { FramePaths } from './framePaths.ts';
import { normalizeMessage } from './normalizeMessage.ts';
import type { PythonException, TracebackText } from './traceback.ts';

/**
 * Version 1: of every exception of the chain the application's own frames (library frames when the whole traceback has no
 * others) and the type; of the last one the normalised message. Exceptions that lie in a group count as a set: how many
 * tasks failed alike, and in what order, is chance.
 */
export function partsV1(traceback: TracebackText, paths: FramePaths): FingerprintPart[] {
  const { exceptions } = traceback;
  const library = exceptions.every(({ frames }) => frames.every((frame) => paths.get(frame.path).library));
  const levels: Level[] = [];
  for (const [i, exception] of exceptions.entries()) {
    const depth = exception.depth ?? 0;
    while (levels.length <= depth) levels.push({ chain: [], members: [] });
    const level = levels[depth]!;
    level.chain.push(...takeMembers(levels, depth + 1));
    level.chain.push(...exceptionParts(exception, { library, last: i === exceptions.length - 1 }, paths));
    if (exception.relation === 'member') {
      level.members.push(level.chain);
      level.chain = [];
    }
  }
  const parts = takeMembers(levels, 0);
  if (traceback.unfinished || exceptions.length === 0) parts.push(UNFINISHED);
  return parts;
}

/** The exceptions at one depth of groups: the chain under way, and the chains that are whole. */
interface Level {
  chain: FingerprintPart[];
  members: FingerprintPart[][];
}

/** Takes what stands at this depth and below: it belongs to what comes next above. */
function takeMembers(levels: Level[], depth: number): FingerprintPart[] {
  return levels.splice(depth).flatMap((level) => [...asSet(level.members), ...level.chain]);
}

const UNFINISHED: FingerprintPart = {
  name: 'unfinished',
  value: 'how it ends was not logged',
  contributes: true,
  why: 'it must not count as a fault whose end is known',
};

function exceptionParts(
  exception: PythonException,
  { library, last }: { library: boolean; last: boolean },
  paths: FramePaths,
): FingerprintPart[] {
  const type = commonType(exception.type, exception.message);
  const relation = exception.relation === null ? '' : ` (${exception.relation})`;
  return [
    ...frameParts(exception.frames, { library, recursion: type === 'RecursionError' }, paths),
    {
      name: 'exception',
      value: `${type}${relation}`.replace(/[\n\r]/g, ' '),
      contributes: true,
      why: 'its type, without the module, which Python 2 does not print',
    },
    last ? lastMessage(normalizeMessage(exception.message, type)) : otherMessage(exception.message),
  ];
}

function lastMessage(value: string): FingerprintPart {
  if (value === '') return { name: 'message', value, contributes: false, why: 'there is none' };
  return { name: 'message', value, contributes: true, why: 'the last exception’s, without what differs each time' };
}

/** As it stands, its first line: normalising it would be for nothing. */
function otherMessage(message: string): FingerprintPart {
  const value = (/^[^\n\r]{0,240}/.exec(message) ?? [''])[0];
  return { name: 'message', value, contributes: false, why: 'only the last exception’s message counts' };
}

/** Chains in an order of their own; of those that are alike, one contributes. */
function asSet(chains: readonly FingerprintPart[][]): FingerprintPart[] {
  const known = new Set<string>();
  return chains
    .map((chain) => ({ chain, text: textOf(chain) }))
    .sort((a, b) => Number(a.text > b.text) - Number(a.text < b.text))
    .flatMap(({ chain, text }) => {
      if (known.has(text)) return chain.map(alike);
      known.add(text);
      return chain;
    });
}

function textOf(chain: readonly FingerprintPart[]): string {
  return chain.flatMap((part) => (part.contributes ? `${part.name} ${part.value}` : [])).join('\n');
}

function alike(part: FingerprintPart): FingerprintPart {
  return part.contributes ? { ...part, contributes: false, why: 'another member of the group is alike' } : part;
}
