import { EDITORS, editorLink } from '../../src/core/links/editorLink.ts';
import type { Linked } from '../../src/core/links/linked.ts';

/** A link for each editor that a reader may have: a page cannot know which. */
export function editorLinks(linked: Linked): { name: string; href: string }[] {
  return EDITORS.map(({ name, scheme }) => ({ name, href: editorLink(linked, scheme) }));
}
