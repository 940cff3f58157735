import { normalizeMessage } from '../python/normalizeMessage.ts';
import { type SqueezedText, squeeze } from './squeezedText.ts';

/** So many lines a message's first line can be wrapped to. */
const MOST_LINES = 5;

/** So much of a message must be there where somebody cut it. */
const LEAST_OF_CUT = 12;

const ELLIPSIS = /(?:\.{3}|…|\[\.\.\.\])\s*$/;

/**
 * True when the text says this message from the offset on (undefined: it says none): the same but for what differs from
 * one time to the next, also when it was wrapped, or cut with an ellipsis. `message` is normalised.
 */
export function saysMessage(
  text: SqueezedText,
  from: number | undefined,
  { type, message }: { type: string; message: string },
): boolean {
  if (from === undefined || from >= text.text.length) return message === '';
  const { line, column } = text.placeOf(from);
  const first = text.lines[line]?.slice(column) ?? '';
  const squeezed = squeeze(message);
  for (const glue of ['', ' ']) {
    let said = first;
    for (let i = 0; i < MOST_LINES; i++) {
      if (i > 0) said += glue + (text.lines[line + i] ?? '').trim();
      const normal = normalizeMessage(said.trim(), type);
      if (normal === message || squeeze(normal) === squeezed) return true;
      if (isCut(said, type, message)) return true;
    }
  }
  return false;
}

function isCut(said: string, type: string, message: string): boolean {
  if (!ELLIPSIS.test(said)) return false;
  const normal = normalizeMessage(said.replace(ELLIPSIS, '').trim(), type);
  return normal.length >= LEAST_OF_CUT && message.startsWith(normal);
}
