import { visible } from './visible.ts';

/** Log text as Markdown that shows just it, on one line: no markup, no link, no entity, no icon. */
export function escapeMarkdown(text: string): string {
  return visible(text.replaceAll(/\s+/g, ' ').trim()).replaceAll(/[!-/:-@[-`{-~]/g, String.raw`\$&`);
}

/** The address of a command as Markdown links have it; whatever the arguments hold, it ends where it should. */
export function commandLink(command: string, ...args: readonly unknown[]): string {
  const encoded = encodeURIComponent(JSON.stringify(args)).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16)}`,
  );
  return `command:${command}?${encoded}`;
}
