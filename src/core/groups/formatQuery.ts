import type { Query } from './query.ts';

const BARE = /^[\p{L}\p{N}_./][\p{L}\p{N}_./*-]*$/u;

/** Writes a search so that `parseQuery` reads the same: for links, and to show what was understood. */
export function formatQuery(query: Query): string {
  return query.kind === 'any' && !query.not ? query.parts.map(formatPart).join(' OR ') : formatAll(query);
}

function formatAll(query: Query): string {
  return query.kind === 'all' && !query.not ? query.parts.map(formatPart).join(' ') : formatPart(query);
}

function formatPart(query: Query): string {
  const not = query.not ? '-' : '';
  switch (query.kind) {
    case 'all':
      return `${not}(${query.parts.map(formatPart).join(' ')})`;
    case 'any':
      return `${not}(${query.parts.map(formatPart).join(' OR ')})`;
    case 'label':
      return `${not}label:${query.name}${query.value === '' ? '' : `=${formatText(query.value)}`}`;
    default:
      return `${not}${query.field === 'text' ? '' : `${query.field}:`}${formatText(query.text)}`;
  }
}

function formatText(text: string): string {
  return BARE.test(text) && text !== 'OR' ? text : `"${text}"`;
}
