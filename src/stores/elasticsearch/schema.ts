import type { IndexNames } from './names.ts';

/** Raised with every change of a mapping; the templates carry it, and every index says which it was made with. */
export const SCHEMA = 2;

/** Marks templates and indices as ours. */
export const MARK = 'assertion-context';

/** Not searched, only kept: JSON as text, whose escapes keep what UTF-8 cannot say (half a surrogate pair). */
const KEPT = { type: 'text', index: false };
const KEYWORD = { type: 'keyword' };
/** Core's own words, parted by spaces: no analyzer of Elasticsearch's decides what a word is. */
const WORDS = { type: 'text', analyzer: 'whitespace', norms: false, index_options: 'positions' };

/** What each kind of index holds. Strict: what is not named here is refused. */
const KINDS = {
  /**
   * One document a traceback, by its id. `words` is what searches look at, and is not kept in the source: it can be made from `body`, the
   * zstd-compressed rest. `rule` is `-` for what is shown, or `=` and the rule's name.
   */
  'tracebacks-*': {
    dynamic: 'strict',
    _source: { excludes: ['words'] },
    properties: {
      id: KEYWORD,
      at: { type: 'long' },
      fingerprint: KEYWORD,
      archive: KEYWORD,
      joined: { type: 'boolean' },
      rule: KEYWORD,
      digest: KEPT,
      row: KEPT,
      body: { type: 'binary' },
      words: {
        properties: Object.fromEntries(
          ['text', 'exc', 'file', 'func', 'program', 'instance', 'message', 'archive', 'id', 'label'].map((field) => [
            field,
            WORDS,
          ]),
        ),
      },
    },
  },
  /** One document a group, by its fingerprint: all its days' counts, its summary, what people decided. Changed under `if_seq_no` only. */
  groups: {
    dynamic: 'strict',
    properties: {
      fingerprint: KEYWORD,
      live: { type: 'boolean' },
      hidden: { type: 'boolean' },
      tickets: KEYWORD,
      revision: { type: 'long' },
      data: KEPT,
    },
  },
  /** What lists are sorted and filtered by: one row a group and day, made from the group's document and from nothing else. */
  'group-days': {
    dynamic: 'strict',
    properties: {
      fingerprint: KEYWORD,
      day: { type: 'integer' },
      next: { type: 'integer' },
      last: { type: 'long' },
      n: { type: 'long' },
      shownNext: { type: 'integer' },
      shownLast: { type: 'long' },
      shownN: { type: 'long' },
      ruledNext: { type: 'integer' },
      ruledLast: { type: 'long' },
      rules: { type: 'nested', properties: { rule: KEYWORD, n: { type: 'long' } } },
      firstDay: { type: 'integer' },
      standing: KEYWORD,
      hiddenUntil: { type: 'long' },
      newestTicket: { type: 'long' },
      openTicket: { type: 'boolean' },
    },
  },
  ledger: { dynamic: 'strict', properties: { name: KEYWORD, state: KEYWORD, row: KEPT } },
  borders: { dynamic: 'strict', properties: { name: KEYWORD, kept: { type: 'boolean' }, borders: { type: 'binary' } } },
  /** Small documents that are kept beside tracebacks; `write` is the write that made it so. */
  records: { dynamic: 'strict', properties: { kind: KEYWORD, id: KEYWORD, value: KEPT, write: KEPT } },
  /** What the whole store agrees on, and `work` that is under way: which group's days it touches. */
  meta: { dynamic: 'strict', properties: { data: KEPT, work: KEYWORD, at: { type: 'long' } } },
} as const;

/** An index template, as it is put under its name. */
export interface Template {
  name: string;
  body: object;
}

/** The mapping's part that an index of an older schema gets: fields are only ever added. */
export function newerMapping(index: string, { prefix }: IndexNames): object | undefined {
  const kind = (Object.keys(KINDS) as (keyof typeof KINDS)[]).find((kind) =>
    kind.endsWith('*') ? index.startsWith(`${prefix}-${kind.slice(0, -1)}`) : index === `${prefix}-${kind}`,
  );
  return kind && { properties: KINDS[kind].properties, _meta: { [MARK]: SCHEMA } };
}

/** The templates of a store's indices. */
export function templates({ prefix }: IndexNames): Template[] {
  return Object.entries(KINDS).map(([kind, mappings]) => ({
    name: `${prefix}-${kind.replace('-*', '')}`,
    body: {
      index_patterns: [`${prefix}-${kind}`],
      // Above the built-in ones, which end at 100.
      priority: 500,
      version: SCHEMA,
      _meta: { [MARK]: SCHEMA },
      template: {
        settings: {
          number_of_shards: 1,
          auto_expand_replicas: '0-1',
          // A row that was deleted is not brought back by a slower writer of an older revision.
          gc_deletes: '1h',
        },
        mappings: { ...mappings, _meta: { [MARK]: SCHEMA } },
      },
    },
  }));
}
