import { longestRun } from '../text/longestRun.ts';
import { visible } from '../wording/visible.ts';
import type { Block, Inline, TicketText } from './ticketText.ts';

/**
 * A ticket's text as people edit it in a form: `###` before a heading, `-` before an item of a list, fences around code, addresses
 * in angle brackets behind their words.
 */
export function editableText(text: TicketText): string {
  return text.map(written).join('\n\n');
}

/** What was edited as a ticket's text. Whatever it does not understand is a paragraph. */
export function parseEditable(text: string): TicketText {
  const blocks: Block[] = [];
  const lines = text.split(/\r\n?|\n/);
  for (let i = 0; i < lines.length;) {
    const line = lines[i] ?? '';
    const [, fence, language] = /^(`{3,})(\w*)\s*$/.exec(line) ?? [];
    if (fence !== undefined) {
      const end = lines.findIndex((each, at) => at > i && each.trimEnd() === fence);
      const code = lines.slice(i + 1, end < 0 ? lines.length : end).join('\n');
      blocks.push({ kind: 'code', text: code, ...(language === 'python' && { language }) });
      i = end < 0 ? lines.length : end + 1;
    } else if (line.startsWith('### ')) {
      blocks.push({ kind: 'heading', text: line.slice(4) });
      i++;
    } else {
      const kindOf = (each: string) =>
        each.startsWith('- ') ? 'item' : /^(?:###? |`{3,})|^\s*$/.test(each) ? 'other' : 'words';
      const kind = kindOf(line);
      let end = i + 1;
      while (end < lines.length && kindOf(lines[end] ?? '') === kind) end++;
      if (kind === 'item')
        blocks.push({ kind: 'list', items: lines.slice(i, end).map((each) => inlines(each.slice(2))) });
      if (kind === 'words') blocks.push({ kind: 'paragraph', inlines: inlines(lines.slice(i, end).join(' ')) });
      i = kind === 'other' ? i + 1 : end;
    }
  }
  return blocks;
}

function written(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `### ${block.text}`;
    case 'paragraph':
      return line(block.inlines);
    case 'list':
      return block.items.map((item) => `- ${line(item)}`).join('\n');
    default: {
      const fence = '`'.repeat(Math.max(3, longestRun(block.text) + 1));
      return `${fence}${block.language ?? ''}\n${visible(block.text)}\n${fence}`;
    }
  }
}

function line(all: readonly Inline[]): string {
  return all
    .map(({ text, href }) => (href === undefined ? text : `${text} <${href}>`))
    .join('')
    .replaceAll(/\s*\n\s*/g, ' ');
}

/** Only addresses of the web lead somewhere. */
function inlines(text: string): Inline[] {
  const runs: Inline[] = [];
  let from = 0;
  for (const { index, 0: whole, 1: href = '' } of text.matchAll(/<(https?:\/\/[^\s<>]+)>/g)) {
    if (index > from) runs.push({ text: text.slice(from, index) });
    runs.push({ text: href, href });
    from = index + whole.length;
  }
  if (from < text.length) runs.push({ text: text.slice(from) });
  return runs;
}
