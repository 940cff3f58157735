/** Nodes after which a new line begins. */
const LINES = new Set([
  'paragraph',
  'heading',
  'codeBlock',
  'listItem',
  'blockquote',
  'tableRow',
  'panel',
  'rule',
  'taskItem',
  'decisionItem',
  'expand',
  'hardBreak',
]);

/** So deep Jira nests nothing; what lies deeper is left out. */
const DEEPEST = 40;

/**
 * The words of an Atlassian document that somebody wrote, links' addresses among them: what is searched for tracebacks and
 * references. Of a string it gives the string, of anything else nothing.
 */
export function adfText(document: unknown): string {
  if (typeof document === 'string') return document;
  const parts: string[] = [];
  collect(document, parts, 0);
  return parts.join('').trim();
}

function collect(node: unknown, parts: string[], depth: number): void {
  if (typeof node !== 'object' || node === null || depth > DEEPEST) return;
  const { type, text, content, marks, attrs } = node as Record<string, unknown>;
  if (typeof text === 'string') parts.push(text);
  for (const mark of Array.isArray(marks) ? (marks as unknown[]) : []) addAddress(mark, parts);
  // A bare address that Jira turned into a card.
  addAddress({ attrs }, parts);
  for (const child of Array.isArray(content) ? (content as unknown[]) : []) collect(child, parts, depth + 1);
  if (typeof type === 'string' && LINES.has(type)) parts.push('\n');
}

function addAddress(mark: unknown, parts: string[]): void {
  const attrs = (mark as { attrs?: { href?: unknown; url?: unknown } } | null)?.attrs;
  const address = attrs?.href ?? attrs?.url;
  if (typeof address === 'string') parts.push(` <${address}> `);
}
