import type { ContextLine } from '../papertrail/context.ts';
import { belowRoot } from '../python/applicationPath.ts';
import type { Frame, Labels, PythonException } from '../python/traceback.ts';
import { typeName } from '../wording/typeName.ts';
import { aligned, type Pair } from './difference.ts';

/** What is compared of a hit. */
export interface ComparedHit {
  at: string;
  instance: string;
  program: string;
  labels: Labels;
  exceptions: readonly PythonException[];
  context: { before: readonly ContextLine[] };
}

/** A named text of both hits; a side that lacks it is absent. */
export interface ComparedText extends Pair<string> {
  name: string;
}

/** Two hits of a fault side by side. */
export interface Comparison {
  where: ComparedText[];
  labels: ComparedText[];
  messages: ComparedText[];
  frames: Pair<string>[];
  before: Pair<string>[];
}

/** Lines of the context that are compared. */
const LINES = 12;
/** Characters of each that are. */
const MOST = 400;

/** Both hits taken apart, what belongs together side by side. */
export function compare(left: ComparedHit, right: ComparedHit): Comparison {
  return {
    where: [
      { name: 'Instance', left: left.instance, right: right.instance },
      { name: 'Program', left: left.program, right: right.program },
    ],
    labels: [...new Set([...Object.keys(left.labels), ...Object.keys(right.labels)])]
      .sort()
      .map((name) => ({ name, ...side('left', left.labels[name]), ...side('right', right.labels[name]) })),
    messages: aligned(left.exceptions, right.exceptions, ({ type }) => type).map((pair) => ({
      name: typeName((pair.left ?? pair.right)?.type),
      ...side('left', pair.left?.message),
      ...side('right', pair.right?.message),
    })),
    frames: texts(aligned(framesOf(left), framesOf(right), codeOf), frameText),
    before: texts(
      aligned(left.context.before.slice(-LINES), right.context.before.slice(-LINES), shapeOf),
      ({ message }) => (message.length > MOST ? `${message.slice(0, MOST)}…` : message),
    ),
  };
}

/** What differs, in words: `Different: message, 2 labels. The same: frames.` */
export function differences(comparison: Comparison): string {
  const parts: [string, readonly Pair<string>[]][] = [
    ['where it ran', comparison.where],
    ['labels', comparison.labels],
    ['message', comparison.messages],
    ['frames', comparison.frames],
    ['what was logged before', comparison.before],
  ];
  const filled = parts.filter(([, pairs]) => pairs.length > 0);
  const named = (same: boolean): string =>
    filled
      .filter(([, pairs]) => pairs.every(({ left, right }) => left === right) === same)
      .map(([name]) => name)
      .join(', ');
  return [
    ...(named(false) ? [`Different: ${named(false)}.`] : []),
    ...(named(true) ? [`The same: ${named(true)}.`] : []),
  ].join(' ');
}

function framesOf({ exceptions }: ComparedHit): Frame[] {
  return exceptions.flatMap(({ frames }) => frames);
}

function codeOf({ path, function: name }: Frame): string {
  return `${belowRoot(path)}\n${name ?? ''}`;
}

function frameText({ path, line, function: name, source }: Frame): string {
  return `${name ?? '(no function)'}  ${belowRoot(path)}:${line}${source === null ? '' : `\n    ${source}`}`;
}

/** A log line without what differs each time: numbers, ids, addresses. */
function shapeOf({ message }: ContextLine): string {
  return message.replaceAll(/\b[\da-f-]*\d[\da-f-]*\b/gi, '#').slice(0, 200);
}

function texts<Item>(pairs: readonly Pair<Item>[], write: (item: Item) => string): Pair<string>[] {
  return pairs.map(({ left, right }) => ({
    ...(left !== undefined && { left: write(left) }),
    ...(right !== undefined && { right: write(right) }),
  }));
}

function side(name: 'left' | 'right', text: string | undefined): Pair<string> {
  return text === undefined ? {} : { [name]: text };
}
