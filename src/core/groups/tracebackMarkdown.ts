import { lineLink } from '../papertrail/link.ts';
import { cutMiddle } from '../wording/cutMiddle.ts';
import { longestRun } from '../text/longestRun.ts';
import { typeName } from '../wording/typeName.ts';
import { visible } from '../wording/visible.ts';
import { contextText, utcTime, type WrittenTraceback } from './tracebackText.ts';

/** Lines of the context that come along. */
const CONTEXT = 20;

/** A traceback for a chat or a ticket: what, when and where, the text, and what was logged before it. `papertrail`: its address, without a slash at its end. */
export function tracebackMarkdown(traceback: WrittenTraceback, papertrail: string): string {
  const { id, at, instance, program, text, labels, context } = traceback;
  const where = `${utcTime(at)} on ${code(instance)}, program ${code(program)}`;
  const before = context.before.slice(-CONTEXT);
  return [
    `**${title(traceback)}**`,
    `${where} ([Papertrail](${lineLink(papertrail, instance, id)}))`,
    ...(Object.keys(labels).length > 0 ? [labelList(labels)] : []),
    fenced(text, 'pytb'),
    ...(before.length > 0 ? ['Logged before it:', fenced(contextText(before, traceback).trimEnd())] : []),
  ]
    .join('\n\n')
    .concat('\n');
}

/** Text in a fence that is longer than any run of backticks in it. */
export function fenced(text: string, language = ''): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}${language}\n${visible(text)}\n${fence}`;
}

function title({ exceptions }: WrittenTraceback): string {
  const last = exceptions.at(-1);
  const type = typeName(last?.type);
  const [message = ''] = last?.message.split('\n', 1) ?? [];
  return escaped(cutMiddle(message ? `${type}: ${message}` : type, 200));
}

function labelList(labels: Record<string, string>): string {
  return Object.entries(labels)
    .map(([name, value]) => code(`${name}=${value}`))
    .join(' ');
}

/** Inline code: between one more backtick than it has in a row. */
function code(text: string): string {
  const plain = visible(text).replaceAll(/[\n\r]/g, ' ');
  const longest = longestRun(plain);
  const mark = '`'.repeat(longest + 1);
  return longest > 0 ? `${mark} ${plain} ${mark}` : `${mark}${plain}${mark}`;
}

function escaped(text: string): string {
  return visible(text).replaceAll(/[\\`*_{}[\]<>()#+!|~&@]/g, '\\$&');
}
