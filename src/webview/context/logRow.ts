import type { ContextLine } from '../../core/papertrail/context.ts';
import { logLevel } from '../../core/text/logLevel.ts';
import { element, foreignName } from '../element.ts';
import { longText } from '../longText.ts';
import type { Times } from '../times.ts';

/** The machine and program that logged the lines. */
export interface Stream {
  instance: string;
  program: string;
}

/** A line as Papertrail shows it, in its level's colour. */
export function logRow({ at, message }: ContextLine, stream: Stream, times: Times): HTMLElement {
  const level = logLevel(message);
  return element(
    'li',
    level === undefined ? {} : { class: level },
    element('span', { class: 'stamp' }, times.ofLog(at), ' ', streamName(stream)),
    longText(message, 'text'),
  );
}

/** A line of the traceback itself; only its first one says when and where. */
export function ownRow(line: string, at: string | undefined, stream: Stream, times: Times): HTMLElement {
  return element(
    'li',
    { class: 'own' },
    element('span', { class: 'stamp' }, ...(at === undefined ? [] : [times.ofLog(at), ' ', streamName(stream)])),
    longText(line, 'text'),
  );
}

function streamName({ instance, program }: Stream): HTMLElement {
  return element('span', { class: 'stream' }, foreignName(instance), ' ', foreignName(program), ':');
}
