import { RulesError } from '../../src/core/rules/parseRules.ts';
import { SettingsError } from '../environment.ts';
import { isBrokenPipe } from './brokenPipe.ts';
import { say } from './output.ts';
import { UsageError } from './usageError.ts';

/** Says on stderr why a command could not go on, and gives its exit status. */
export function failure(error: unknown): 0 | 1 | 2 {
  if (isBrokenPipe(error)) return 0;
  if (error instanceof UsageError) {
    say(error.message);
    return 2;
  }
  if (error instanceof SettingsError || error instanceof RulesError) {
    for (const problem of error.problems) say(problem);
    if (error instanceof SettingsError) say('All settings with their defaults: assertion-context serve --help');
    return 2;
  }
  say(explained(error));
  return 1;
}

/** The sentence of an error; with what to do where the system's own words leave that open. */
function explained(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOSPC') return `${error.message}. The disk is full: free some space and run the command again.`;
  // A TypeError and its like is our own mistake: only its stack says where.
  const ours = error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError;
  return ours ? (error.stack ?? error.message) : error.message;
}
