import type { Command } from './timedProcess.ts';

/** What everything is measured against: reading the archive and doing nothing with it. */
export function gzip(file: string): Command {
  return { program: 'gzip', words: ['-dc', file] };
}
