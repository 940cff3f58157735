import type { Figure } from '../figure.ts';

/** What `npm run bench -- NAME` runs. */
export interface Measure {
  name: string;
  /** For the list of measures, one line. */
  about: string;
  run(): Promise<Figure[]>;
}
