/** What `doctor` found out about one thing. */
export interface Check {
  /** What was looked at: `Settings`, `Store`. */
  name: string;
  state: 'ok' | 'warning' | 'wrong';
  /** What is so, in one sentence. */
  says: string;
  /** What to do about it. */
  advice?: string;
}
