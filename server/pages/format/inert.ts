import { visible } from '../../../src/core/wording/visible.ts';

const MARKUP: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/**
 * Text as it may stand between tags and inside quoted attributes: markup escaped, control characters shown. Every `<%= %>` of
 * the templates goes through it.
 */
export function inert(text: string): string {
  return visible(text).replace(/[&<>"']/g, (character) => MARKUP[character] ?? '');
}
