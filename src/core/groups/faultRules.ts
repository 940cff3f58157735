import { sha256 } from '../python/fingerprintHash.ts';
import type { Labels, PythonException } from '../python/traceback.ts';
import { searchedPart } from '../rules/searchedPart.ts';

/** What tracebacks are split off by. */
export const SPLIT_BY = ['program', 'instance', 'label', 'frame', 'message'] as const;

/**
 * Which of a fault's tracebacks are split off. The value of `frame` is any frame's path, or the end of it from a slash; that of
 * `message` a regular expression (`u` flag, searched, not anchored) for the last exception's.
 */
export type SplitCondition =
  | { by: Exclude<(typeof SPLIT_BY)[number], 'label'>; value: string }
  | { by: 'label'; name: string; value: string };

interface Decided {
  /** Milliseconds since 1970. */
  at: number;
  by?: string;
}

/** What people decided about which tracebacks are one fault, against what the fingerprint says. `fault` and `into` are fingerprints. */
export type FaultRule = Decided &
  (
    | { kind: 'merge'; fault: string; into: string }
    /** `into` is made of the rest: see `splitInto`. */
    | { kind: 'split'; fault: string; condition: SplitCondition; into: string }
  );

/** What rules look at. */
export interface Regrouped {
  program: string;
  instance: string;
  labels: Labels;
  exceptions: readonly PythonException[];
}

/** Which fault a traceback is of in the end, and the rules that made it so, in their order; none: the fingerprint's own. */
export interface Regrouping {
  fingerprint: string;
  because: FaultRule[];
}

/**
 * A function that tells which fault a traceback is of, from its own fingerprint on: at each fault the first rule that fits leads to the
 * next one. Splits come before merges, so that a part can be split off a fault that is merged as a whole.
 */
export function regrouper(rules: readonly FaultRule[]): (own: string, traceback: Regrouped) => Regrouping {
  const steps = [...rules.filter(({ kind }) => kind === 'split'), ...rules.filter(({ kind }) => kind === 'merge')].map(
    (rule) => ({ rule, fits: rule.kind === 'split' ? test(rule.condition) : () => true }),
  );
  const byFault = Map.groupBy(steps, ({ rule }) => rule.fault);
  return (own, traceback) => {
    let fingerprint = own;
    const because: FaultRule[] = [];
    // No rule leads back (`faultRuleProblem`), but two that were made at once may.
    while (because.length <= rules.length) {
      const step = byFault.get(fingerprint)?.find(({ rule, fits }) => !because.includes(rule) && fits(traceback));
      if (!step) break;
      because.push(step.rule);
      fingerprint = step.rule.into;
    }
    return { fingerprint, because };
  };
}

/** The fingerprint of what a condition splits off a fault: the same whoever makes the rule. */
export function splitInto(fault: string, condition: SplitCondition): string {
  const version = /^v\d+/.exec(fault)?.[0] ?? 'v1';
  return `${version}-${sha256(`split\n${fault}\n${conditionText(condition)}`).slice(0, 20)}`;
}

/** A condition as a phrase: `program is web`. */
export function conditionPhrase(condition: SplitCondition): string {
  switch (condition.by) {
    case 'label':
      return `label ${condition.name} is ${condition.value}`;
    case 'frame':
      return `a frame is in ${condition.value}`;
    case 'message':
      return `the message fits ${condition.value}`;
    default:
      return `${condition.by} is ${condition.value}`;
  }
}

/** Values are quoted: no two conditions are one text. */
function conditionText(condition: SplitCondition): string {
  return JSON.stringify([condition.by, condition.value, ...(condition.by === 'label' ? [condition.name] : [])]);
}

function test(condition: SplitCondition): (traceback: Regrouped) => boolean {
  switch (condition.by) {
    case 'program':
      return ({ program }) => program === condition.value;
    case 'instance':
      return ({ instance }) => instance === condition.value;
    case 'label':
      return ({ labels }) => Object.hasOwn(labels, condition.name) && labels[condition.name] === condition.value;
    case 'frame': {
      const end = `/${condition.value}`;
      return ({ exceptions }) =>
        exceptions.some(({ frames }) => frames.some(({ path }) => path === condition.value || path.endsWith(end)));
    }
    default: {
      const expression = new RegExp(condition.value, 'u');
      return ({ exceptions }) => expression.test(searchedPart(exceptions.at(-1)?.message ?? ''));
    }
  }
}
