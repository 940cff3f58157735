import type { FingerprintPart } from './fingerprint.ts';
import type { FramePaths } from './framePaths.ts';
import type { Frame } from './traceback.ts';

/** How the frames of one exception are looked at. */
export interface FrameView {
  /** Library frames count too: the traceback has no others. */
  library: boolean;
  /** The exception is Python's limit on recursion: how deep it was, and in what, is chance. */
  recursion: boolean;
}

/** A function in a traceback: its part, and where among the frames it came. */
interface Called {
  part: FingerprintPart;
  first: number;
  last: number;
  times: number;
}

/**
 * The frames as parts: each function once, where it comes first (so recursion, direct or mutual, is folded however deep),
 * and the innermost one again where others came after it. What does not contribute is named once, however often it came.
 */
export function frameParts(frames: readonly Frame[], view: FrameView, paths: FramePaths): FingerprintPart[] {
  const calls = callsIn(frames, view, paths);
  const parts = calls.map((called) => called.part);
  const counted = calls.filter((called) => called.part.contributes);
  if (view.recursion) return withoutChance(calls, counted);
  const innermost = counted.reduce<Called | undefined>((a, b) => (a && a.last > b.last ? a : b), undefined);
  if (innermost && innermost !== counted.at(-1)) {
    const value = `innermost ${innermost.part.value}`;
    parts.push({ name: 'frame', value, contributes: true, why: 'where a recursion stopped' });
  }
  return parts;
}

function callsIn(frames: readonly Frame[], view: FrameView, paths: FramePaths): Called[] {
  const calls = new Map<string, Called>();
  for (const [i, frame] of frames.entries()) {
    const { place, library } = paths.get(frame.path);
    const value = `${place}:${nameOf(frame)}`;
    const times = 1 + (frame.repeated ?? 0);
    const known = calls.get(value);
    if (known) {
      known.last = i;
      known.times += times;
    } else {
      const part = partOf(value, whyNot(frame, library && !view.library), view);
      calls.set(value, { part, first: i, last: i, times });
    }
  }
  return [...calls.values()];
}

function partOf(value: string, whyNot: string | undefined, { library }: FrameView): FingerprintPart {
  if (whyNot !== undefined) return { name: 'frame', value, contributes: false, why: whyNot };
  const why = library ? 'a library’s: there are no others' : 'the application’s own';
  return { name: 'frame', value, contributes: true, why };
}

/** Why a frame does not count; undefined when it does. */
function whyNot(frame: Frame, library: boolean): string | undefined {
  if (library) return 'a library’s: the application’s own frames say more';
  const comprehension = /^<(?:list|set|dict)comp>$/.test(frame.function ?? '');
  return comprehension ? 'a comprehension: Python 3.12 and newer give it no frame' : undefined;
}

/** What came only after the last round of a recursion is what happened to be on top when it hit the limit. */
function withoutChance(calls: readonly Called[], counted: readonly Called[]): FingerprintPart[] {
  const round = counted.reduce<Called | undefined>((a, b) => (a && a.times >= b.times ? a : b), undefined);
  return calls.map(({ part, first }) =>
    part.contributes && round && first > round.last
      ? { ...part, contributes: false, why: 'what a recursion does when it hits the limit is chance' }
      : part,
  );
}

/** A compiled module's frames carry the whole name (`shop.cart.Cart.total`). A SyntaxError's frame has none. */
function nameOf(frame: Frame): string {
  const name = frame.function ?? '(not compiled)';
  const plain = name.includes('.') && !name.includes('<') ? name.slice(name.lastIndexOf('.') + 1) : name;
  return plain.replace(/[\n\r]/g, ' ');
}
