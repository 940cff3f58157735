import type { Context } from '../papertrail/context.ts';
import type { Labels, PythonException } from '../python/traceback.ts';
import type { Rules } from './rules.ts';

/** What the rules look at. */
export interface Judged {
  exceptions: readonly PythonException[];
  text: string;
  program: string;
  context: Context;
}

/** What the rules say of a traceback; hiddenBy: the name of the first rule that hides it. */
export interface Judgement {
  labels: Labels;
  hiddenBy?: string;
}

/** A function that labels and judges stored tracebacks. Throws RulesError for an expression that does not compile. */
export function judge(rules: Rules): (traceback: Judged) => Judgement {
  const hide = rules.hide.map(({ name, ...conditions }) => ({
    name,
    conditions: new Map(Object.entries(conditions).map(([key, source]) => [key, new RegExp(source, 'u')])),
  }));
  const labels = rules.labels.map((source) => new RegExp(source, 'u'));
  return ({ exceptions, text, program, context }) => {
    const found: Labels = {};
    const lines = [text, ...context.before.toReversed().map((l) => l.message), ...context.after.map((l) => l.message)];
    for (const expression of labels) {
      for (const line of lines) {
        const groups = expression.exec(line)?.groups;
        if (!groups) continue;
        for (const [name, value] of Object.entries(groups)) if (value) found[name] ??= value;
        break;
      }
    }
    const rule = hide.find(({ conditions }) =>
      [...conditions].every(([key, expression]) => {
        if (key === 'type') return exceptions.some((exception) => expression.test(exception.type));
        if (key === 'message') return expression.test(exceptions.at(-1)?.message ?? '');
        if (key === 'program') return expression.test(program);
        return exceptions.some((exception) =>
          exception.frames.some((frame) => expression.test(`${frame.path}:${frame.function ?? ''}`)),
        );
      }),
    );
    return { labels: found, ...(rule && { hiddenBy: rule.name }) };
  };
}
