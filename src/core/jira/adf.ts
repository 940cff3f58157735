import { visible } from '../wording/visible.ts';
import type { Block, Inline, TicketText } from './ticketText.ts';

/** A node of an Atlassian document. Its schema: @atlaskit/adf-schema, json-schema/v1/full.json. */
export type AdfNode = {
  type: string;
  text?: string;
  attrs?: Record<string, unknown>;
  marks?: { type: string; attrs?: Record<string, unknown> }[];
  content?: AdfNode[];
};

/** An Atlassian document: what Jira Cloud's API v3 takes and gives as rich text. */
export type AdfDocument = {
  version: 1;
  type: 'doc';
  content: AdfNode[];
};

/** A ticket's text as an Atlassian document. Empty runs of text are left out: the schema refuses them. */
export function toAdf(text: TicketText): AdfDocument {
  return { version: 1, type: 'doc', content: text.map(blockNode) };
}

function blockNode(block: Block): AdfNode {
  switch (block.kind) {
    case 'heading':
      return { type: 'heading', attrs: { level: 3 }, content: inlineNodes([{ text: block.text }]) };
    case 'paragraph':
      return { type: 'paragraph', content: inlineNodes(block.inlines) };
    case 'list':
      return {
        type: 'bulletList',
        content: block.items.map((item) => ({
          type: 'listItem',
          content: [{ type: 'paragraph', content: inlineNodes(item) }],
        })),
      };
    default:
      return {
        type: 'codeBlock',
        ...(block.language && { attrs: { language: block.language } }),
        content: inlineNodes([{ text: block.text }]),
      };
  }
}

function inlineNodes(inlines: readonly Inline[]): AdfNode[] {
  return inlines.filter(({ text }) => text !== '').map(textNode);
}

function textNode({ text, strong, code, href }: Inline): AdfNode {
  const marks: NonNullable<AdfNode['marks']> = [];
  if (href !== undefined) marks.push({ type: 'link', attrs: { href } });
  // The schema allows no other mark than a link beside code.
  if (code) marks.push({ type: 'code' });
  else if (strong) marks.push({ type: 'strong' });
  return { type: 'text', text: visible(text), ...(marks.length > 0 && { marks }) };
}
