import type { Rules } from './rules.ts';

/** A settings file that cannot be used, with everything that is wrong with it. */
export class RulesError extends Error {
  override name = 'RulesError';
  /** One sentence each, beginning with its place: `assertion-context.json: hide[2].message: …`. */
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

/** The rules in a settings file's JSON; where: how to call the file in problems. Throws RulesError with all of them at once. */
export function parseRules(text: string, where: string): Rules {
  try {
    const rules = JSON.parse(text) as Partial<Rules>;
    return { hide: rules.hide ?? [], labels: rules.labels ?? [] };
  } catch (error) {
    throw new RulesError([`${where}: not JSON (${(error as Error).message})`]);
  }
}
