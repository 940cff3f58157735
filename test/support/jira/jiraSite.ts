import { Random } from '../../fixtures/generator/random.ts';

export interface JiraOptions {
  /** Milliseconds since 1970; tests move it. */
  now: () => number;
  /** The longest that search lags behind what was written, in milliseconds; each issue's own lag is drawn. */
  lag?: number;
  /** `email:token` that the site itself lets in; those of tokens with scopes, which only the gateway lets in. */
  tokens?: readonly string[];
  scopedTokens?: readonly string[];
  seed?: number;
}

export interface Issue {
  id: string;
  key: string;
  fields: Record<string, unknown>;
  comments: { id: string; body: unknown; created: number }[];
  created: number;
  updated: number;
  resolved?: number;
  /** From when on search shows it. */
  searchable: number;
}

/** A field of the form of new issues, as create-meta gives it, and what it takes. */
export interface FormField {
  fieldId: string;
  name: string;
  required: boolean;
  schema: Record<string, unknown>;
  allowedValues?: { id: string; name?: string; value?: string }[];
}

export const CLOUD_ID = '11111111-2222-3333-4444-555555555555';

/** Statuses of the workflow, by id. */
export const STATUSES = [
  { id: '1', name: 'To Do', category: { id: 2, key: 'new', name: 'To Do', colorName: 'blue-gray' } },
  { id: '2', name: 'In Progress', category: { id: 4, key: 'indeterminate', name: 'In Progress', colorName: 'yellow' } },
  { id: '3', name: 'Done', category: { id: 3, key: 'done', name: 'Done', colorName: 'green' } },
] as const;

const FIELDS: FormField[] = [
  { fieldId: 'summary', name: 'Summary', required: true, schema: { type: 'string', system: 'summary' } },
  { fieldId: 'issuetype', name: 'Issue Type', required: true, schema: { type: 'issuetype', system: 'issuetype' } },
  { fieldId: 'project', name: 'Project', required: true, schema: { type: 'project', system: 'project' } },
  { fieldId: 'description', name: 'Description', required: false, schema: { type: 'string', system: 'description' } },
  { fieldId: 'labels', name: 'Labels', required: false, schema: { type: 'array', items: 'string', system: 'labels' } },
  {
    fieldId: 'priority',
    name: 'Priority',
    required: false,
    schema: { type: 'priority', system: 'priority' },
    allowedValues: [
      { id: '2', name: 'High' },
      { id: '3', name: 'Medium' },
    ],
  },
  {
    fieldId: 'components',
    name: 'Components',
    required: false,
    schema: { type: 'array', items: 'component', system: 'components' },
    allowedValues: [
      { id: '10', name: 'orders' },
      { id: '11', name: 'stock' },
    ],
  },
];

/** What a site holds and who it lets in. */
export class JiraSite {
  readonly issues = new Map<string, Issue>();
  readonly links: { type: string; inward: string; outward: string }[] = [];
  /** Fields of new issues of project SHOP; tests add required ones. */
  readonly form: FormField[] = [...FIELDS];
  /** Set: whoever signs in is told to solve a captcha. */
  captcha = false;
  /** Set: the account may browse but not create or comment. */
  readOnly = false;
  readonly options: JiraOptions;
  readonly random: Random;
  #count = 0;

  constructor(options: JiraOptions) {
    this.options = options;
    this.random = new Random(options.seed ?? 1);
  }

  /** Adds an issue as if somebody had made it, and gives its key. */
  add(fields: Record<string, unknown>, updated = this.options.now()): string {
    this.#count++;
    const key = `SHOP-${this.#count}`;
    const id = String(10_000 + this.#count);
    const all = { labels: [], description: null, status: '1', ...fields };
    this.issues.set(key, {
      id,
      key,
      fields: all,
      comments: [],
      created: updated,
      updated,
      searchable: updated + this.#lag(),
    });
    return key;
  }

  /** Notes that an issue changed now. */
  touch(issue: Issue): void {
    issue.updated = this.options.now();
    issue.searchable = Math.max(issue.searchable, issue.updated + this.#lag());
  }

  /** Whether an authorization header is let in, at the site or at the gateway. */
  letsIn(authorization: string | undefined, atGateway: boolean): boolean {
    const { tokens = ['dev@example.com:token'], scopedTokens = [] } = this.options;
    const text = Buffer.from(authorization?.replace(/^Basic /, '') ?? '', 'base64').toString();
    return (atGateway ? scopedTokens : tokens).includes(text);
  }

  #lag(): number {
    return this.random.below((this.options.lag ?? 0) + 1);
  }
}
