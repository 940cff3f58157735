/** The command was given something it cannot work with; `message` is the sentence to show. Exit status 2. */
export class UsageError extends Error {
  override name = 'UsageError';
}
