import type { Frame } from '../python/traceback.ts';
import { tellingWords } from './likeness.ts';
import type { CandidateFile, PathMatch } from './matchPath.ts';
import type { PythonText } from './pythonText.ts';
import { functionsOf, names, runs } from './ranBy.ts';
import { sameTexts } from './sameText.ts';

/** How much a file's text speaks for being the frames' file. */
export interface Evidence {
  /** Of the frame that it speaks for most. */
  kind: 'line' | 'text' | 'function' | 'nothing';
  /** Of all frames together; more is better. */
  score: number;
  because: string;
}

const SCORES = { line: 3, text: 2, function: 1, nothing: 0 } as const;

/** Names that stand in files of all kinds. */
const ANYWHERE = /^(?:__\w+__|main|run|get|set|wrapper|wrapped|inner|setUp|handle)$/;

/** What a file's text says of frames that may lie in it: their line in its function, their text elsewhere, a function of that name. */
export function evidenceFor(frames: readonly Frame[], today: PythonText): Evidence {
  const same = sameTexts(frames, today);
  let best: Evidence = { kind: 'nothing', score: 0, because: 'Neither line nor function of the frame stands in it' };
  let score = 0;
  for (const frame of frames) {
    const found = same.get(frame.source?.trim() ?? '') ?? [];
    const kind = kindOf(
      frame,
      found.some((line) => runs(frame, line, today)),
      found.length > 0,
      today,
    );
    score += SCORES[kind];
    if (SCORES[kind] > SCORES[best.kind]) best = { kind, score, because: inWords(kind, frame) };
  }
  return { ...best, score };
}

/** Chooses among the files that a path alone could not tell apart. `texts` gives what was found for each file read. */
export function decideByText(match: PathMatch, texts: ReadonlyMap<CandidateFile, Evidence>): PathMatch {
  if (match.kind !== 'several' && match.kind !== 'unsure') return match;
  const looked = match.looked.map((one) => {
    const evidence = texts.get(one.file);
    return evidence ? { ...one, because: `${one.because}. ${evidence.because}` } : one;
  });
  const [best, ...more] = looked
    .filter(({ file }) => match.files.includes(file))
    .map(({ file, shared, common }) => ({ file, evidence: texts.get(file), known: common > 1 || shared > 0 }))
    .filter(({ evidence, known }) => match.kind === 'several' || (evidence && suffices(evidence, known)))
    .toSorted((a, b) => (b.evidence?.score ?? 0) - (a.evidence?.score ?? 0));
  if (!best) return { kind: 'none', because: `${match.because}, and no such file holds the frame’s code`, looked };
  const equals = [best, ...more.filter(({ evidence }) => evidence?.score === best.evidence?.score)];
  if (equals.length > 1)
    return { kind: 'several', files: equals.map(({ file }) => file), because: match.because, looked };
  const because = `${match.because}. ${best.evidence?.because ?? ''}`;
  return { kind: 'one', file: best.file, because, looked };
}

function kindOf(frame: Frame, inFunction: boolean, found: boolean, today: PythonText): Evidence['kind'] {
  const says = tellingWords(frame.source ?? '') >= 2;
  const own = names(frame) && !ANYWHERE.test(frame.function ?? '');
  if (inFunction && (says || own)) return 'line';
  if (found && says) return 'text';
  return own && functionsOf(frame, today).length > 0 ? 'function' : 'nothing';
}

/** A function's name alone suffices where a folder agrees too. */
function suffices({ kind }: Evidence, known: boolean): boolean {
  return kind === 'line' || kind === 'text' || (kind === 'function' && known);
}

function inWords(kind: Evidence['kind'], frame: Frame): string {
  if (kind === 'line') return `The frame’s line stands in it${names(frame) ? `, in \`${frame.function}\`` : ''}`;
  return kind === 'text' ? 'The frame’s line stands in it' : `It has a function \`${frame.function}\``;
}
