import { namesIn } from './labelReader.ts';
import { hasNestedRepeat } from './nestedRepeat.ts';
import type { HideRule, Rules } from './rules.ts';

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

const KEYS = ['hide', 'labels'];
const CONDITIONS = ['type', 'message', 'frame', 'program'] as const;
const RULE_KEYS = ['name', ...CONDITIONS];

/** The rules in a settings file's JSON; where: how to call the file in problems. Throws RulesError with all of them at once. */
export function parseRules(text: string, where: string): Rules {
  const reader = new RulesReader(where);
  const rules = reader.read(text);
  if (reader.problems.length > 0) throw new RulesError(reader.problems);
  return rules;
}

class RulesReader {
  readonly problems: string[] = [];
  readonly #where: string;

  constructor(where: string) {
    this.#where = where;
  }

  read(text: string): Rules {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch (error) {
      this.#problem('', `not JSON (${(error as Error).message})`);
      return { hide: [], labels: [] };
    }
    if (!isObject(value)) {
      this.#problem('', 'must be an object with hide and labels');
      return { hide: [], labels: [] };
    }
    this.#refuseOthers('', value, KEYS);
    const hide = this.#list(value, 'hide').flatMap((rule, index) => this.#rule(`hide[${index}]`, rule));
    const labels = this.#list(value, 'labels').flatMap((label, index) => this.#label(`labels[${index}]`, label));
    this.#refuseSameNames(hide);
    return { hide, labels };
  }

  #list(value: Record<string, unknown>, key: string): unknown[] {
    const list = value[key] ?? [];
    if (Array.isArray(list)) return list;
    this.#problem(key, 'must be a list');
    return [];
  }

  #rule(place: string, value: unknown): HideRule[] {
    if (!isObject(value)) {
      this.#problem(place, `must be an object with a name and conditions (${CONDITIONS.join(', ')})`);
      return [];
    }
    this.#refuseOthers(place, value, RULE_KEYS);
    const { name } = value;
    if (typeof name !== 'string' || name.trim() === '')
      this.#problem(`${place}.name`, 'must be a text: the rule is shown by it');
    const rule: HideRule = { name: String(name) };
    for (const key of CONDITIONS) {
      const source = value[key];
      if (source !== undefined && this.#expression(`${place}.${key}`, source)) rule[key] = source;
    }
    if (CONDITIONS.every((key) => value[key] === undefined)) {
      this.#problem(place, `has no condition and would hide everything: give it one of ${CONDITIONS.join(', ')}`);
    }
    return [rule];
  }

  #label(place: string, value: unknown): string[] {
    if (!this.#expression(place, value)) return [];
    if (namesIn(value).length === 0)
      this.#problem(place, 'has no named group such as (?<customer>\\w+), which gives the label');
    return [value];
  }

  #expression(place: string, source: unknown): source is string {
    if (typeof source !== 'string' || source === '') {
      this.#problem(place, 'must be a regular expression as text');
      return false;
    }
    try {
      const expression = new RegExp(source, 'u');
      if (expression.test('')) this.#problem(place, 'fits every text: make it say what it is for');
      if (hasNestedRepeat(source)) {
        this.#problem(
          place,
          'repeats a group in which something repeats, which can take for ever on some texts: write [\\w.]+ for (\\w+\\.?)+',
        );
      }
      return true;
    } catch (error) {
      this.#problem(
        place,
        `is no regular expression: ${(error as Error).message.replace(/^Invalid regular expression: /, '')}`,
      );
      return false;
    }
  }

  #refuseOthers(place: string, value: Record<string, unknown>, keys: readonly string[]): void {
    for (const key of Object.keys(value)) {
      if (!keys.includes(key))
        this.#problem(place === '' ? key : `${place}.${key}`, `is not known here; known are ${keys.join(', ')}`);
    }
  }

  #refuseSameNames(rules: readonly HideRule[]): void {
    const seen = new Set<string>();
    rules.forEach(({ name }, index) => {
      if (seen.has(name))
        this.#problem(
          `hide[${index}].name`,
          `another rule is called ${name} too: their effects could not be told apart`,
        );
      seen.add(name);
    });
  }

  #problem(place: string, what: string): void {
    this.problems.push(place === '' ? `${this.#where}: ${what}.` : `${this.#where}: ${place} ${what}.`);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
