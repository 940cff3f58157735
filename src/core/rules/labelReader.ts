import type { Labels } from '../python/traceback.ts';
import { searchedPart } from './searchedPart.ts';

/** A label's value is at most so long. */
const MOST_VALUE = 200;

interface LabelExpression {
  expression: RegExp;
  names: readonly string[];
}

/**
 * Reads labels with expressions that have named groups: in the traceback itself, then in the lines before it, the nearest
 * first, then in those after it. The first place that gives a name a value counts. Of a long text only `searchedPart` is
 * looked at.
 */
export class LabelReader {
  readonly #expressions: readonly LabelExpression[];

  constructor(sources: readonly string[]) {
    this.#expressions = sources.map((source) => ({ expression: new RegExp(source, 'u'), names: namesIn(source) }));
  }

  /** `messages`: of the context, in the order in which they count; asked for while names are missing. */
  read(text: string, messages: () => Iterable<string>): Labels {
    const labels: Labels = {};
    let open = this.#search(labels, text, this.#expressions);
    if (open.length === 0) return labels;
    for (const message of messages()) {
      open = this.#search(labels, message, open);
      if (open.length === 0) break;
    }
    return labels;
  }

  /** Gives the expressions that names are still missing of. */
  #search(labels: Labels, text: string, expressions: readonly LabelExpression[]): readonly LabelExpression[] {
    const searched = searchedPart(text);
    for (const { expression } of expressions) {
      const groups = expression.exec(searched)?.groups;
      if (!groups) continue;
      for (const [name, value] of Object.entries(groups)) if (value) labels[name] ??= value.slice(0, MOST_VALUE);
    }
    return expressions.filter(({ names }) => names.some((name) => labels[name] === undefined));
  }
}

/** Names of the groups in an expression's source. */
export function namesIn(source: string): string[] {
  return [...source.matchAll(/\(\?<([A-Za-z_$][\w$]*)>/g)].map(([, name]) => name as string);
}
