import {
  type CancellationToken,
  type Disposable,
  EventEmitter,
  l10n,
  type LogOutputChannel,
  ProgressLocation,
  window,
} from 'vscode';
import type { Connection } from '../connection/connection.ts';
import { NO_RULES, type Rules } from '../core/rules/rules.ts';
import { counted } from '../core/wording/number.ts';
import { progressText } from '../ingest/progressText.ts';
import type { ArchiveRow } from '../stores/store.ts';
import type { Pasted } from './archiveProtocol.ts';
import { nameArchive } from './archiveName.ts';
import type { OfferedArchive } from './offeredArchive.ts';
import { openingReport, type OpeningReport } from './openingReport.ts';
import { type ArchiveThread, startArchiveThread } from './startArchiveThread.ts';
import { workspaceRules } from './workspaceRules.ts';

/** Log archives and pasted tracebacks open in this window, all in one store on a thread that starts with the first of them. */
export class LocalArchives implements Disposable {
  readonly #workerFile: string;
  readonly #log: LogOutputChannel;
  readonly #changed = new EventEmitter<Connection | undefined>();
  readonly #takenIn = new EventEmitter<void>();
  #session: Session | undefined;
  /** Sessions begin one after the other: two commands at once share one. */
  #starting: Promise<Session> | undefined;

  /** Fires when there is something to show, with where from, and with nothing when all was closed. */
  readonly onDidChangeConnection = this.#changed.event;
  /** Fires when there is more to show than before. */
  readonly onDidTakeIn = this.#takenIn.event;

  /** `workerFile`: the worker's bundle. */
  constructor(workerFile: string, log: LogOutputChannel) {
    this.#workerFile = workerFile;
    this.#log = log;
  }

  /** Undefined while nothing is open. */
  get connection(): Connection | undefined {
    return this.#session?.isShown ? this.#session.connection : undefined;
  }

  /** Opens archives beside those that are open already, with progress and cancel, and tells what is wrong with them. Gives their rows. */
  async open(offered: readonly OfferedArchive[]): Promise<ArchiveRow[]> {
    if (offered.length === 0) return [];
    const session = await this.#start();
    const options = { location: ProgressLocation.Notification, title: l10n.t('Reading'), cancellable: true };
    const { rows, failures } = await window.withProgress(options, (progress, token) =>
      session.read(offered, (message, increment) => progress.report({ message, increment }), token),
    );
    for (const row of rows) this.#log.info(`${row.name}: ${row.state}, ${row.tracebacks} tracebacks`, row.error ?? '');
    for (const failure of failures) this.#log.error(failure);
    await this.#show(session, rows.some(isKept));
    const [failure] = failures;
    const report = failure ? ({ kind: 'error', sentence: failure.message } as const) : openingReport(rows);
    if (report) tell(report);
    return rows;
  }

  /** Takes in the tracebacks of a text; gives which they are. */
  async paste(text: string): Promise<Pasted> {
    const session = await this.#start();
    const pasted = await session.thread.paste(text);
    session.pasted ||= pasted.ids.length > 0;
    await this.#show(session, pasted.ids.length > 0);
    return pasted;
  }

  /** Closes all archives and forgets what was found in them. */
  async close(): Promise<void> {
    const session = this.#session;
    if (!session) return;
    this.#session = undefined;
    if (session.isShown) this.#changed.fire(undefined);
    await session.thread.close();
  }

  dispose(): void {
    void this.close();
    this.#changed.dispose();
    this.#takenIn.dispose();
  }

  async #start(): Promise<Session> {
    if (this.#session) return this.#session;
    this.#starting ??= this.#begin().finally(() => (this.#starting = undefined));
    return this.#starting;
  }

  async #begin(): Promise<Session> {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    const thread = startArchiveThread(this.#workerFile, { rules: await this.#rules(), timeZone });
    const session = new Session(thread, () => {
      if (this.#session === session) void this.close();
    });
    this.#session = session;
    void thread.ended.then((why) => {
      if (why) this.#failed(session, why);
    });
    return session;
  }

  async #rules(): Promise<Rules> {
    try {
      return await workspaceRules();
    } catch (error) {
      const { message } = error as Error;
      this.#log.warn(message);
      const [first = ''] = message.split('\n');
      void window.showWarningMessage(
        l10n.t('{0}. The archives are read without the team’s rules.', first.replace(/\.$/, '')),
      );
      return NO_RULES;
    }
  }

  /** What was taken in is shown; a session with nothing to show ends. */
  async #show(session: Session, hasMore: boolean): Promise<void> {
    if (session !== this.#session) return;
    if (hasMore && !session.isShown) {
      session.isShown = true;
      this.#changed.fire(session.connection);
    } else if (hasMore) this.#takenIn.fire();
    else if (!session.isShown && !session.isBusy) await this.close();
  }

  #failed(session: Session, why: Error): void {
    this.#log.error(why);
    if (session !== this.#session) return;
    this.#session = undefined;
    if (session.isShown) this.#changed.fire(undefined);
    void window.showErrorMessage(why.message);
  }
}

/** What one thread has open. */
class Session {
  readonly thread: ArchiveThread;
  readonly connection: Connection;
  /** Whether lists are shown from it. */
  isShown = false;
  pasted = false;
  /** Where each archive came from, by name. */
  readonly #places = new Map<string, string>();
  readonly #kept = new Set<string>();
  #reading = 0;

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
    return this.#reading > 0;
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
    this.#reading++;
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
      this.#reading--;
    }
    return { rows, failures };
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
    return this.pasted ? l10n.t('{0}, with what was pasted,', archives) : archives;
  }
}

/** Whether the lists have something of the archive. */
function isKept({ state, tracebacks }: ArchiveRow): boolean {
  return state === 'done' || tracebacks > 0;
}

function tell({ kind, sentence }: OpeningReport): void {
  if (kind === 'error') void window.showErrorMessage(sentence);
  else if (kind === 'warning') void window.showWarningMessage(sentence);
  else void window.showInformationMessage(sentence);
}
