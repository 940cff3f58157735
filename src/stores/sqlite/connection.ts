import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { asStoreError } from './sqliteError.ts';

/** A statement's values: by place, or by name. */
type Values = readonly SQLInputValue[] | Readonly<Record<string, SQLInputValue>>;

export interface ConnectionOptions {
  readOnly?: boolean;
  /** Milliseconds to wait for another's lock: a wait blocks the whole thread, so 0 on a server's main thread. */
  busyTimeout: number;
  /** MiB of pages kept in memory. */
  cache: number;
}

/** One connection with its prepared statements. Every error is a StoreError when SQLite's code says what a user can do. */
export class Connection {
  readonly file: string;
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(file: string, { readOnly = false, busyTimeout, cache }: ConnectionOptions) {
    this.file = file;
    this.#database = this.#try(() => new DatabaseSync(file, { readOnly, timeout: busyTimeout }));
    this.exec(`PRAGMA cache_size = ${-cache * 1024}`);
  }

  exec(sql: string): void {
    this.#try(() => this.#database.exec(sql));
  }

  /** The first row; its type is what the statement selects. */
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- only the caller knows what its statement selects
  get<Row>(sql: string, values: Values = []): Row | undefined {
    return this.#try(() => {
      const statement = this.#prepare(sql);
      return (isList(values) ? statement.get(...values) : statement.get(values)) as Row | undefined;
    });
  }

  all<Row>(sql: string, values: Values = []): Row[] {
    return this.#try(() => {
      const statement = this.#prepare(sql);
      return (isList(values) ? statement.all(...values) : statement.all(values)) as Row[];
    });
  }

  /** Gives how many rows changed. */
  run(sql: string, values: Values = []): number {
    return this.#try(() => {
      const statement = this.#prepare(sql);
      return Number((isList(values) ? statement.run(...values) : statement.run(values)).changes);
    });
  }

  /** Writes all or nothing. Takes the right to write at once, so that what it reads stays true until it is through. */
  write<T>(steps: () => T): T {
    return this.#transaction('BEGIN IMMEDIATE', steps);
  }

  /** Reads one state of the store, whatever is written meanwhile. */
  read<T>(steps: () => T): T {
    return this.#transaction('BEGIN', steps);
  }

  close(): void {
    this.#statements.clear();
    this.#database.close();
  }

  #transaction<T>(begin: string, steps: () => T): T {
    if (this.#database.isTransaction) return steps();
    this.exec(begin);
    try {
      const result = steps();
      this.exec('COMMIT');
      return result;
    } catch (error) {
      // A full disk ends the transaction by itself.
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  #prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  #try<T>(step: () => T): T {
    try {
      return step();
    } catch (error) {
      throw asStoreError(error, this.file);
    }
  }
}

function isList(values: Values): values is readonly SQLInputValue[] {
  return Array.isArray(values);
}
