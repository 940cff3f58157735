import type { LocalArchives } from '../archive/localArchives.ts';
import type { Handler } from './commandMap.ts';

/** Closes the log archives and what was pasted; the view goes back to the connection of the settings. */
export function closeArchives(archives: LocalArchives): Handler<'assertionContext.closeArchives'> {
  return () => archives.close();
}
