import { visible } from '../wording/visible.ts';
import type { Block, Inline, TicketText } from './ticketText.ts';

/** A ticket's text in Jira's wiki notation: what Data Center takes, and what is copied for any of its text fields. */
export function toWikiText(text: TicketText): string {
  return `${text.map(block).join('\n\n')}\n`;
}

function block(part: Block): string {
  switch (part.kind) {
    case 'heading':
      return `h3. ${escaped(part.text)}`;
    case 'paragraph':
      return line(part.inlines);
    case 'list':
      return part.items.map((item) => `* ${line(item)}`).join('\n');
    default:
      return codeBlock(part);
  }
}

function codeBlock({ text, language }: Extract<Block, { kind: 'code' }>): string {
  // Nothing can be escaped inside: an invisible character keeps the text from ending its own block.
  const safe = visible(text).replaceAll(/\{(?=code|noformat)/g, '{\u200b');
  return language ? `{code:${language}}\n${safe}\n{code}` : `{noformat}\n${safe}\n{noformat}`;
}

function line(inlines: readonly Inline[]): string {
  return inlines
    .filter(({ text }) => text !== '')
    .map(run)
    .join('');
}

function run({ text, strong, code, href }: Inline): string {
  const words = escaped(text);
  if (href !== undefined) return `[${words}|${href.replaceAll(/[|\]\s]/g, encodeURIComponent)}]`;
  if (code) return `{{${words}}}`;
  return strong ? `*${words}*` : words;
}

/** What the notation would read as markup, behind a backslash; on one line. */
function escaped(text: string): string {
  return visible(text.replaceAll(/\s+/g, ' ')).replaceAll(/[\\{}[\]|*_^~+!#?-]/g, String.raw`\$&`);
}
