import { Problem } from './problem.ts';

/** The problem of a fingerprint that no group has. */
export function noGroup(fingerprint: string): Problem {
  return new Problem(404, `There is no group ${fingerprint}.`);
}

/** The problem of a name that no archive of the ledger has. */
export function noArchive(name: string): Problem {
  return new Problem(404, `There is no archive ${name}.`);
}

/** The problem of an id that no traceback has. */
export function noTraceback(id: string): Problem {
  return new Problem(404, `There is no traceback ${id}. It may be older than the server keeps them.`);
}
