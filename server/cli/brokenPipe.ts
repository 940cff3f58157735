import { say } from './output.ts';

/** True for the error of writing to a pipe whose reader has gone: `list | head -1`. */
export function isBrokenPipe(error: unknown): boolean {
  return error instanceof Error && (error as NodeJS.ErrnoException).code === 'EPIPE';
}

/**
 * Ends the process when its output goes nowhere: without a word, and as done, when whoever reads it has read enough; with a
 * sentence and status 1 when it cannot be written. What was under way is not waited for: nobody would see what comes of it.
 */
export function endWithOutput(): void {
  process.stdout.on('error', (error) => {
    if (isBrokenPipe(error)) process.exit(0);
    say(whyUnwritten(error));
    process.exit(1);
  });
  process.stderr.on('error', (error) => process.exit(isBrokenPipe(error) ? 0 : 1));
}

function whyUnwritten({ code, message }: NodeJS.ErrnoException): string {
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return 'The output could not be written: the disk is full. Free some space, or write it elsewhere, and run the command again.';
    case 'EFBIG':
      return 'The output could not be written: the file has become as large as it may be. Write it elsewhere.';
    default:
      return `The output could not be written: ${message}.`;
  }
}
