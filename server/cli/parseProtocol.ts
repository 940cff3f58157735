import type { Rules } from '../../src/core/rules/rules.ts';

/** What the thread that prints tracebacks is started with. It takes batches of found ones, and answers each with bytes: a line of JSON for each. */
export interface PrintThreadData {
  rules: Rules;
  /** The archive's name, as it is printed. */
  archive: string;
  /** Lines of context on either side. */
  context: number;
}
