import { asSeparator } from './header.ts';
import { restoreIndentation, restoreHeaders, unwrapFrames } from './pastedRepairs.ts';

/** A line of a paste without what the place that it was copied from put around it. */
export interface PastedLine {
  text: string;
  /** True when it does not belong to what stands before it: a fence, a prompt or the end of a quotation lies between. */
  apart: boolean;
}

const TITLE = 'Traceback (most recent call last):';

const ESCAPES =
  /\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[@-Z\\-_]|(?:\^\[)?\[\d{1,3}(?:;\d{1,3})*m/g;
/** What fills a terminal's line. A single space can end the prefix that stands before every line. */
const FILLING = /[ \t]{2,}$|(?<=call last\):)\s+$/;
const UNSEEN = /[\u200b-\u200d\u2060\ufeff]/g;
const ENTITIES: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', amp: '&' };
const FENCE = /^\s*(?:```+|~~~+)[\w-]*$/;
const QUOTE = /^ ?(?:> ?)*>(?: |$)/;
const BULLET = /^(\s*)([-*•‣◦–]|\d{1,2}[.)]) +(?=\S)/;

/** `user@host:~/shop$ …`, `(venv) C:\shop> …`, `>>> …`, `$ python …`, `In [3]: …`: nothing that a program logged. */
const PROMPT =
  /^(?:\([\w.-]+\) ?)?(?:\[?[\w.-]+@[\w.-]+[: ][^$#%]*[$#%]|PS [A-Z]:\\[^>]*>|[A-Z]:\\[^>]*>|>>>|\.\.\.|[$%❯➜]|In \[\d+\]:)(?: .*)?$/;

/** The lines of a text that was copied from a chat, a terminal, a web page or a log of JSON, as Python printed them. */
export function cleanPaste(text: string): PastedLine[] {
  const plain = straighten(unescape(text.replace(ESCAPES, '').replace(UNSEEN, '').replaceAll('\u00a0', ' ')));
  const lines = plain.split(/\r\n?|\n/).map((line) => line.replace(FILLING, ''));
  return restoreHeaders(restoreIndentation(unwrapFrames(part(withoutBullets(lines)))));
}

/** What a web page or a log of JSON escaped. */
function unescape(text: string): string {
  let plain = text;
  if (/&(?:quot|#34|#x22|lt|gt);/.test(plain)) {
    plain = plain
      .replace(/<br ?\/?>/gi, '\n')
      .replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
        if (name !== undefined) return ENTITIES[name] ?? whole;
        const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
        return code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole;
      });
  }
  return plain.includes(`${TITLE}\\n`) ? plain.replace(/[^\r\n]*\\n[^\r\n]*/g, unescapeLine) : plain;
}

/** A line of JSON, or of Python's repr, that holds a whole traceback: the string with its header, its escapes undone. */
function unescapeLine(line: string): string {
  const quoted = /(["'])((?:(?!\1)[^\\]|\\.)*Traceback \(most recent call last\):\\n(?:(?!\1)[^\\]|\\.)*)\1/.exec(
    line,
  )?.[2];
  return (quoted ?? line).replace(/\\(?:u([\da-f]{4})|(.))/gi, (_, code?: string, letter?: string) => {
    if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
    return letter === 'n' ? '\n' : letter === 't' ? '\t' : letter === 'r' ? '' : (letter ?? '');
  });
}

/** Typographic quotation marks around paths, as chats write them. */
function straighten(text: string): string {
  return text.replace(/^.*\bFile [“”„].*$/gm, (line) => line.replace(/[“”„]/g, '"'));
}

/** Takes the bullets away: each line's when they all have one, the header's alone otherwise. */
function withoutBullets(lines: readonly string[]): string[] {
  const bullets = new Set<string>();
  const cleaned = lines.map((line, i) => {
    const bullet = line.includes(TITLE) ? BULLET.exec(line) : undefined;
    if (!bullet) return line;
    const [before, indent = '', mark = ''] = bullet;
    if (lines[i + 1]?.startsWith(`${indent}${mark} `)) bullets.add(`${indent}${mark} `);
    // As wide as what went: the lines below stand as far in.
    return ' '.repeat(before.length) + line.slice(before.length);
  });
  if (bullets.size === 0) return cleaned;
  const marks = [...bullets];
  return lines.map((line) => {
    const mark = marks.find((each) => line.startsWith(each));
    return mark === undefined ? line : line.slice(mark.length);
  });
}

/** Takes quotation marks, fences and prompts away, and tells what stands apart. */
function part(lines: readonly string[]): PastedLine[] {
  const quoted = lines.some((line) => line.includes(TITLE) && QUOTE.test(line));
  const parted: PastedLine[] = [];
  let apart = false;
  let wasQuoted = false;
  for (const [i, line] of lines.entries()) {
    const quote = quoted ? QUOTE.exec(line)?.[0] : undefined;
    const text = openFence(quote === undefined ? line : line.slice(quote.length));
    if (FENCE.test(text) || PROMPT.test(text)) {
      apart = true;
      continue;
    }
    apart ||= (wasQuoted && quote === undefined) || beginsAnew(lines[i - 1], text);
    parted.push({ text, apart });
    apart = false;
    wasQuoted = quote !== undefined;
  }
  return parted;
}

/** A fence on the line of what it fences: chats write it so. */
function openFence(text: string): string {
  return text.replace(/^(\s*)```(?=\S.*Traceback \()/, '$1').replace(/(?<=\S)```$/, '');
}

/** True for words after an empty line: what goes on with a message there is indented, bracketed, or joins the next of a chain. */
function beginsAnew(before: string | undefined, text: string): boolean {
  return before !== undefined && /^[> ]*$/.test(before) && /^[^\s[({'"]/.test(text) && asSeparator(text) === undefined;
}
