import type { Labels, PythonException } from '../python/traceback.ts';
import { LabelReader } from './labelReader.ts';
import type { HideRule, Rules } from './rules.ts';
import { searchedPart } from './searchedPart.ts';

/** What the rules look at. */
export interface Judged {
  exceptions: readonly PythonException[];
  text: string;
  program: string;
}

/** What the rules say of a traceback; hiddenBy: the name of the first rule that hides it. */
export interface Judgement {
  labels: Labels;
  hiddenBy?: string;
}

/**
 * A function that labels and judges tracebacks; the context's messages are only asked for while labels are looked for in them. The rules
 * must have been checked by parseRules. Of a long text only `searchedPart` is looked at.
 */
export function judge(rules: Rules): (traceback: Judged, messages: () => Iterable<string>) => Judgement {
  const hides = rules.hide.map(compile);
  const labels = rules.labels.length === 0 ? undefined : new LabelReader(rules.labels);
  return (traceback, messages) => {
    const hidden = hides.find(({ hides: does }) => does(traceback));
    const found = labels?.read(traceback.text, messages) ?? {};
    return hidden ? { labels: found, hiddenBy: hidden.name } : { labels: found };
  };
}

type Test = (traceback: Judged) => boolean;

function compile({ name, type, message, frame, program }: HideRule): { name: string; hides: Test } {
  const tests: Test[] = [];
  const add = (source: string | undefined, values: (traceback: Judged) => Iterable<string>): void => {
    if (source === undefined) return;
    const expression = new RegExp(source, 'u');
    tests.push((traceback) => Iterator.from(values(traceback)).some((value) => expression.test(searchedPart(value))));
  };
  add(program, (traceback) => [traceback.program]);
  // Python 2 prints no module: a rule for `^DisallowedHost$` fits `django.core.exceptions.DisallowedHost` too.
  add(type, ({ exceptions }) => exceptions.flatMap(({ type }) => [type, type.slice(type.lastIndexOf('.') + 1)]));
  add(message, ({ exceptions }) => exceptions.slice(-1).map((exception) => exception.message));
  add(frame, ({ exceptions }) => frames(exceptions));
  return { name, hides: (traceback) => tests.every((test) => test(traceback)) };
}

/** As a rule sees them: `path:function`. */
function frames(exceptions: readonly PythonException[]): string[] {
  return exceptions.flatMap((exception) => exception.frames.map((frame) => `${frame.path}:${frame.function ?? ''}`));
}
