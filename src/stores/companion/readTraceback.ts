import type { Context, ContextLine } from '../../core/papertrail/context.ts';
import type { Frame, LineNumber, PythonException } from '../../core/python/traceback.ts';
import type { Hit, HitPage, Traceback } from '../store.ts';
import { AnswerError, labels, list, mark, object, orNull, type Reader, text, whole, word } from './answerFields.ts';

const lineNumber: Reader<LineNumber> = (value, at) => {
  const line = whole(value, at);
  if (line < 0) throw new AnswerError(`${at} is no line number`);
  return line as LineNumber;
};

/** A frame of an exception. */
export const frame = object((each): Frame => ({
  path: each.get('path', text),
  line: each.get('line', lineNumber),
  function: each.get('function', orNull(text)),
  source: each.get('source', orNull(text)),
  ...each.maybe('repeated', 'repeated', whole),
}));

const exception = object((each): PythonException => ({
  type: each.get('type', text),
  message: each.get('message', text),
  relation: each.get('relation', orNull(word(['cause', 'context', 'member']))),
  ...each.maybe('depth', 'depth', whole),
  frames: each.get('frames', list(frame)),
}));

/** A log line around a traceback. */
export const contextLine = object((line): ContextLine => ({
  id: line.get('id', text),
  at: line.get('at', text),
  message: line.get('message', text),
}));

const context = object((lines): Context => ({
  before: lines.get('before', list(contextLine)),
  after: lines.get('after', list(contextLine)),
  ...lines.maybe('cut', 'cut', mark),
}));

/** The answer of `GET /api/tracebacks/:id`. */
export const traceback = object((whole): Traceback => ({
  id: whole.get('id', text),
  at: whole.get('at', text),
  instance: whole.get('instance', text),
  program: whole.get('program', text),
  exceptions: whole.get('exceptions', list(exception)),
  text: whole.get('text', text),
  ...whole.maybe('unfinished', 'unfinished', mark),
  context: whole.get('context', context),
  fingerprint: whole.get('fingerprint', text),
  ...whole.maybe('own_fingerprint', 'ownFingerprint', text),
  archive: whole.get('archive', text),
  labels: whole.get('labels', labels),
  ...whole.maybe('hidden_by', 'hiddenBy', text),
}));

const hit = object((row): Hit => ({
  id: row.get('id', text),
  at: row.get('at', text),
  instance: row.get('instance', text),
  program: row.get('program', text),
  fingerprint: row.get('fingerprint', text),
  archive: row.get('archive', text),
  labels: row.get('labels', labels),
  type: row.get('type', text),
  message: row.get('message', text),
  ...row.maybe('hidden_by', 'hiddenBy', text),
}));

/** A page of `GET /api/tracebacks`. */
export const hitPage = object((page): HitPage => ({
  hits: page.get('tracebacks', list(hit)),
  ...page.maybe('cursor', 'cursor', text),
}));
