import type { Check } from './check.ts';

/** Which Node runs this. Older ones do not get so far: main.ts stops them. */
export function nodeCheck(): Check {
  return {
    name: 'Node',
    state: 'ok',
    says: `${process.versions.node}, SQLite ${process.versions['sqlite'] ?? 'missing'}`,
  };
}
