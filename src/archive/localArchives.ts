import { type Disposable, EventEmitter, l10n, type LogOutputChannel, ProgressLocation, window } from 'vscode';
import type { Connection } from '../connection/connection.ts';
import { NO_RULES, type Rules } from '../core/rules/rules.ts';
import { type ArchiveRow, StoreError } from '../stores/store.ts';
import type { Pasted } from './archiveProtocol.ts';
import { isKept, LocalSession } from './localSession.ts';
import type { OfferedArchive } from './offeredArchive.ts';
import { openingReport, type OpeningReport } from './openingReport.ts';
import { startArchiveThread } from './startArchiveThread.ts';
import { workspaceRules } from './workspaceRules.ts';
import { messageText } from '../core/wording/messageText.ts';

/** Log archives and pasted tracebacks open in this window, all in one store on a thread that starts with the first of them. */
export class LocalArchives implements Disposable {
  readonly #workerFile: string;
  readonly #log: LogOutputChannel;
  readonly #changed = new EventEmitter<Connection | undefined>();
  readonly #takenIn = new EventEmitter<void>();
  #session: LocalSession | undefined;
  /** Sessions begin one after the other: two commands at once share one. */
  #starting: Promise<LocalSession> | undefined;
  #isDisposed = false;

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
    // Whoever closed them, or the thread that died, has told why nothing more was read.
    if (session !== this.#session) return rows;
    await this.#show(session, rows.some(isKept));
    const [failure] = failures;
    const report = failure ? ({ kind: 'error', sentence: failure.message } as const) : openingReport(rows);
    if (report) tell(report);
    return rows;
  }

  /** Takes in the tracebacks of a text; gives which they are. */
  async paste(text: string): Promise<Pasted> {
    const session = await this.#start();
    const pasted = await session.paste(text);
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
    this.#isDisposed = true;
    void this.close();
    this.#changed.dispose();
    this.#takenIn.dispose();
  }

  async #start(): Promise<LocalSession> {
    if (this.#session) return this.#session;
    this.#starting ??= this.#begin().finally(() => (this.#starting = undefined));
    return this.#starting;
  }

  async #begin(): Promise<LocalSession> {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    const rules = await this.#rules();
    // Nobody would end a thread that starts now.
    if (this.#isDisposed) throw new StoreError('closed', 'The log archives have been closed.');
    const thread = startArchiveThread(this.#workerFile, { rules, timeZone });
    const session = new LocalSession(thread, () => {
      if (this.#session === session) void this.close();
    });
    this.#session = session;
    void this.#watch(session);
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
        l10n.t('{0}. The archives are read without the team’s rules.', messageText(first.replace(/\.$/, ''))),
      );
      return NO_RULES;
    }
  }

  /** What was taken in is shown; a session with nothing to show ends. */
  async #show(session: LocalSession, hasMore: boolean): Promise<void> {
    if (session !== this.#session) return;
    if (hasMore && !session.isShown) {
      session.isShown = true;
      this.#changed.fire(session.connection);
    } else if (hasMore) this.#takenIn.fire();
    else if (!session.isShown && !session.isBusy) await this.close();
  }

  /** Tells when the thread ends by itself. */
  async #watch(session: LocalSession): Promise<void> {
    const why = await session.thread.ended;
    if (!why) return;
    this.#log.error(why);
    if (session !== this.#session) return;
    this.#session = undefined;
    if (session.isShown) this.#changed.fire(undefined);
    void window.showErrorMessage(messageText(why.message));
  }
}

function tell({ kind, sentence: text }: OpeningReport): void {
  const sentence = messageText(text);
  if (kind === 'error') void window.showErrorMessage(sentence);
  else if (kind === 'warning') void window.showWarningMessage(sentence);
  else void window.showInformationMessage(sentence);
}
