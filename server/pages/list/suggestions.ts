import { formatQuery } from '../../../src/core/groups/formatQuery.ts';
import { QUERY_HELP } from '../../../src/core/groups/queryHelp.ts';
import type { Query } from '../../../src/core/groups/query.ts';
import type { GroupRow } from '../../../src/stores/store.ts';

/** Terms that a search box suggests at most. */
const MOST = 60;

/** What a search can be made of: the fields there are, and terms that find some of the faults of a list, each once. */
export function suggestions(groups: readonly Pick<GroupRow, 'summary'>[]): string[] {
  const fields = QUERY_HELP.map(({ syntax }) => syntax).filter((syntax) => syntax.endsWith(':'));
  const terms = groups.flatMap(({ summary }) => termsOf(summary));
  const found = terms.filter(hasWords).map((query) => formatQuery(query));
  return [...new Set([...fields, ...found])].slice(0, MOST);
}

function termsOf({ type, frame, program, instance, labels }: GroupRow['summary']): Query[] {
  const term = (field: 'exc' | 'file' | 'func' | 'program' | 'instance', text: string): Query => ({
    kind: 'term',
    field,
    text: searchable(text),
  });
  return [
    term('exc', type),
    ...(frame ? [term('file', frame.path), term('func', frame.function ?? '')] : []),
    term('program', program),
    term('instance', instance),
    ...Object.entries(labels).map(([name, value]): Query => ({ kind: 'label', name, value: searchable(value) })),
  ];
}

/** Quotes cannot be searched for. */
function searchable(text: string): string {
  return text.replaceAll('"', ' ').slice(0, 100);
}

function hasWords(query: Query): boolean {
  const text = query.kind === 'label' ? query.value : query.kind === 'term' ? query.text : '';
  return /[\p{L}\p{N}]/u.test(text);
}
