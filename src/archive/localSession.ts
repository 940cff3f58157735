import { type CancellationToken, l10n } from 'vscode';
import type { Connection } from '../connection/connection.ts';
import { counted } from '../core/wording/number.ts';
import { progressText } from '../ingest/progressText.ts';
import type { ArchiveRow } from '../stores/store.ts';
import type { Pasted } from './archiveProtocol.ts';
import { nameArchive } from './archiveName.ts';
import type { OfferedArchive } from './offeredArchive.ts';
import type { ArchiveThread } from './startArchiveThread.ts';

/** What one thread has open. */
export class LocalSession {
  readonly thread: ArchiveThread;
  readonly connection: Connection;
  /** Whether lists are shown from it. */
  isShown = false;
  /** Where each archive came from, by name. */
  readonly #places = new Map<string, string>();
  readonly #kept = new Set<string>();
  #pasted = false;
  #underWay = 0;

  constructor(thread: ArchiveThread, close: () => void) {
    this.thread = thread;
    const label = (): string => this.#label();
    this.connection = {
      kind: 'local',
      get label() {
        return label();
      },
      store: thread.store,
      lines: thread.lines,
      dispose: close,
    };
  }

  get isBusy(): boolean {
    return this.#underWay > 0;
  }

  /** Reads archives one after the other, in the order of their names; `report` gets a line to show and how many hundredths came. */
  async read(
    offered: readonly OfferedArchive[],
    report: (message: string, increment: number) => void,
    token: CancellationToken,
  ): Promise<{ rows: ArchiveRow[]; failures: Error[] }> {
    const rows: ArchiveRow[] = [];
    const failures: Error[] = [];
    const named = this.#named(offered);
    this.#underWay++;
    try {
      for (const [i, { name, archive }] of named.entries()) {
        if (token.isCancellationRequested) break;
        const place = named.length > 1 ? l10n.t('{0} of {1}', i + 1, named.length) : undefined;
        const row = await this.#readOne(archive, name, token, (message, share) =>
          report(place === undefined ? message : `${place} · ${message}`, share * (100 / named.length)),
        ).catch((error: Error) => void failures.push(error));
        if (!row) continue;
        rows.push(row);
        if (isKept(row)) this.#kept.add(name);
      }
    } finally {
      this.#underWay--;
    }
    return { rows, failures };
  }

  /** Takes in the tracebacks of a text. */
  async paste(text: string): Promise<Pasted> {
    this.#underWay++;
    try {
      const pasted = await this.thread.paste(text);
      this.#pasted ||= pasted.ids.length > 0;
      return pasted;
    } finally {
      this.#underWay--;
    }
  }

  #named(offered: readonly OfferedArchive[]): { name: string; archive: OfferedArchive }[] {
    const named = offered.map((archive) => {
      const name = nameArchive(archive.path, archive.place, this.#places);
      this.#places.set(name, archive.place);
      return { name, archive };
    });
    return named.sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  async #readOne(
    archive: OfferedArchive,
    name: string,
    token: CancellationToken,
    report: (message: string, share: number) => void,
  ): Promise<ArchiveRow> {
    const abort = new AbortController();
    const cancelling = token.onCancellationRequested(() => abort.abort());
    const start = performance.now();
    let reported = 0;
    try {
      return await this.thread.open(await archive.input(name), {
        signal: abort.signal,
        onProgress: (progress) => {
          const share = progress.size ? progress.bytes / progress.size : 0;
          report(progressText(progress, performance.now() - start), share - reported);
          reported = share;
        },
      });
    } finally {
      cancelling.dispose();
    }
  }

  #label(): string {
    const [name] = this.#kept;
    if (name === undefined) return l10n.t('The pasted text');
    const archives =
      this.#kept.size === 1
        ? l10n.t('The log archive {0}', name)
        : l10n.t('The {0} open in this window', counted(this.#kept.size, 'log archive'));
    return this.#pasted ? l10n.t('{0}, with what was pasted,', archives) : archives;
  }
}

/** Whether the lists have something of the archive. */
export function isKept({ state, tracebacks }: ArchiveRow): boolean {
  return state === 'done' || tracebacks > 0;
}
