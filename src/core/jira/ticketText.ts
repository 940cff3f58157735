/** A run of text within a line. `code` is set in the font of code; `href` leads somewhere. */
export interface Inline {
  text: string;
  strong?: true;
  code?: true;
  href?: string;
}

/** One part of a ticket's text, before it is written as Jira wants it: as an Atlassian document or as wiki text. */
export type Block =
  | { kind: 'heading'; text: string }
  | { kind: 'paragraph'; inlines: readonly Inline[] }
  | { kind: 'list'; items: readonly (readonly Inline[])[] }
  | { kind: 'code'; text: string; language?: 'python' };

/** A description or a comment. */
export type TicketText = readonly Block[];

/** A paragraph of plain words. */
export function sentence(text: string): Block {
  return { kind: 'paragraph', inlines: [{ text }] };
}

/** The text without any markup, for a preview and for comparing. */
export function plainText(text: TicketText): string {
  const line = (inlines: readonly Inline[]): string => inlines.map((inline) => inline.text).join('');
  return text
    .map((block) => {
      if (block.kind === 'list') return block.items.map((item) => `- ${line(item)}`).join('\n');
      return block.kind === 'paragraph' ? line(block.inlines) : block.text;
    })
    .join('\n\n');
}
