import type { StreamBorder } from '../../core/papertrail/border.ts';
import { neighboursEnded } from '../borderAge.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import type { ArchiveClaim, ArchiveOutcome, ArchivePage, ArchiveQuery, ArchiveRow, ArchiveState } from '../store.ts';

/** The ledger, and the borders that archives keep. */
export class MemoryArchives {
  readonly #rows = new Map<string, ArchiveRow>();
  readonly #borders = new Map<string, StreamBorder[]>();
  readonly #dropped = new Set<string>();

  get size(): number {
    return this.#rows.size;
  }

  row(name: string): ArchiveRow | undefined {
    const row = this.#rows.get(name);
    return row && { ...row };
  }

  /** Undefined when the archive keeps no borders. */
  borders(name: string): readonly StreamBorder[] | undefined {
    return this.#borders.get(name);
  }

  /** True when the archive kept borders once: what was joined by them can be no more checked. */
  hasDropped(name: string): boolean {
    return this.#dropped.has(name);
  }

  keepBorders(name: string, borders: StreamBorder[]): void {
    this.#dropped.delete(name);
    this.#borders.set(name, borders);
  }

  dropBorders(before: number): void {
    for (const name of this.#borders.keys()) {
      if (neighboursEnded(name) > before) continue;
      this.#borders.delete(name);
      this.#dropped.add(name);
    }
  }

  claim(claim: ArchiveClaim, state: 'queued' | 'running'): ArchiveRow {
    const { name, etag, parser, at } = claim;
    const row: ArchiveRow = { name, state, etag, parser, bytes: 0, lines: 0, tracebacks: 0, startedAt: at };
    this.#rows.set(name, row);
    return { ...row };
  }

  queue(claim: ArchiveClaim): ArchiveRow {
    const row = this.#rows.get(claim.name);
    const known = row?.state !== 'failed' && row?.etag === claim.etag && row.parser === claim.parser;
    return row && known ? { ...row } : this.claim(claim, 'queued');
  }

  finish(claim: ArchiveClaim, outcome: ArchiveOutcome, endedAt: number): ArchiveRow {
    const { name, etag, parser, at } = claim;
    const row: ArchiveRow = { name, etag, parser, ...outcome, startedAt: at, endedAt };
    this.#rows.set(name, row);
    return { ...row };
  }

  page({ state, after: begin, limit, cursor }: ArchiveQuery): ArchivePage {
    const list = { archives: state };
    const [after] = cursor === undefined ? [begin] : decodeCursor(cursor, list, ['']);
    const counts: Record<ArchiveState, number> = { queued: 0, running: 0, done: 0, partial: 0, failed: 0 };
    for (const row of this.#rows.values()) counts[row.state]++;
    const rows = [...this.#rows.values()]
      .filter((row) => (state === undefined || row.state === state) && (after === undefined || row.name < after))
      .sort((a, b) => (a.name < b.name ? 1 : -1));
    const archives = rows.slice(0, limit).map((row) => ({ ...row }));
    const last = archives.at(-1);
    return { archives, counts, ...(rows.length > limit && last && { cursor: encodeCursor(list, [last.name]) }) };
  }
}
