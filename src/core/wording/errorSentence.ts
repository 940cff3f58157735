/** What went wrong, for a reader: our own errors are one sentence; whatever else was thrown is written as it is. */
export function errorSentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
