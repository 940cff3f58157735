import { parcelBorders, parcelTracebacks } from './ownedBytes.ts';
import type { StoreAnswer, StoreMethod, StorePort, StoreRequest } from './remoteProtocol.ts';
import { restoreError } from './sentError.ts';
import { StoreError, type ArchiveOutcome, type ArchiveRow, type ArchiveWriter, type TracebackStore } from './store.ts';

/**
 * The store at the other end of a port, where `serveStore` answers. Contexts and borders given to it are moved, not copied. Its
 * time zone is known as soon as any call was answered. `close` closes the port; the store itself stays open.
 */
export function remoteStore(port: StorePort): TracebackStore {
  return new RemoteStore(new Calls(port));
}

class RemoteStore implements TracebackStore {
  readonly #calls: Calls;

  constructor(calls: Calls) {
    this.#calls = calls;
  }

  get timeZone(): string {
    return this.#calls.timeZone;
  }

  async openArchive(claim: Parameters<TracebackStore['openArchive']>[0]): Promise<ArchiveWriter> {
    const writer = (await this.#calls.send({ call: 'openArchive', args: [claim] })) as number;
    return new RemoteWriter(this.#calls, writer);
  }

  readonly settle = this.#method('settle');
  readonly archive = this.#method('archive');
  readonly archives = this.#method('archives');
  readonly queueArchive = this.#method('queueArchive');
  readonly groups = this.#method('groups');
  readonly counts = this.#method('counts');
  readonly group = this.#method('group');
  readonly tracebacks = this.#method('tracebacks');
  readonly traceback = this.#method('traceback');
  readonly faultLines = this.#method('faultLines');
  readonly status = this.#method('status');
  readonly nearestDays = this.#method('nearestDays');
  readonly hide = this.#method('hide');
  readonly unhide = this.#method('unhide');
  readonly resolve = this.#method('resolve');
  readonly reopen = this.#method('reopen');
  readonly restoreAll = this.#method('restoreAll');
  readonly rejudge = this.#method('rejudge');
  readonly retain = this.#method('retain');
  readonly dropBorders = this.#method('dropBorders');
  readonly setTickets = this.#method('setTickets');
  readonly groupsOfTicket = this.#method('groupsOfTicket');
  readonly record = this.#method('record');
  readonly createRecord = this.#method('createRecord');
  readonly replaceRecord = this.#method('replaceRecord');
  readonly removeRecord = this.#method('removeRecord');
  readonly records = this.#method('records');

  async close(): Promise<void> {
    this.#calls.close();
  }

  #method<Method extends StoreMethod>(call: Method): TracebackStore[Method] {
    // Both ends are of one build: the answer is what the method gives.
    return ((...args: unknown[]) => this.#calls.send({ call, args })) as TracebackStore[Method];
  }
}

class RemoteWriter implements ArchiveWriter {
  readonly #calls: Calls;
  readonly #writer: number;

  constructor(calls: Calls, writer: number) {
    this.#calls = calls;
    this.#writer = writer;
  }

  async write(tracebacks: Parameters<ArchiveWriter['write']>[0]): Promise<void> {
    const { values, transfer } = parcelTracebacks(tracebacks);
    await this.#calls.send({ writer: this.#writer, call: 'write', args: [values] }, transfer);
  }

  async replace(borders: Parameters<ArchiveWriter['replace']>[0]): Promise<void> {
    const { values, transfer } = parcelBorders(borders);
    await this.#calls.send({ writer: this.#writer, call: 'replace', args: [values] }, transfer);
  }

  async close(outcome: ArchiveOutcome): Promise<ArchiveRow> {
    return (await this.#calls.send({ writer: this.#writer, call: 'close', args: [outcome] })) as ArchiveRow;
  }
}

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

type Call = StoreRequest extends infer Request ? (Request extends unknown ? Omit<Request, 'id'> : never) : never;

/** Calls under way on a port. Only they keep the process alive, not the port. */
class Calls {
  readonly #port: StorePort;
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;
  /** Why no call is answered any more. */
  #ended: string | undefined;
  #timeZone: string | undefined;

  constructor(port: StorePort) {
    this.#port = port;
    port.addEventListener('message', (event) => this.#take((event as { data: StoreAnswer }).data));
    port.addEventListener('close', () => this.#end('The store’s thread has ended.'));
    port.start();
    port.unref?.();
  }

  get timeZone(): string {
    if (this.#timeZone === undefined) throw new Error('The store has not answered yet: await a call first.');
    return this.#timeZone;
  }

  send(call: Call, transfer: ArrayBuffer[] = []): Promise<unknown> {
    if (this.#ended !== undefined) return Promise.reject(new StoreError('closed', this.#ended));
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      this.#port.postMessage({ ...call, id }, transfer);
      if (this.#waiting.size === 0) this.#port.ref?.();
      this.#waiting.set(id, { resolve, reject });
    });
  }

  close(): void {
    this.#end('The store has been closed.');
    this.#port.close();
  }

  #take(answer: StoreAnswer): void {
    if ('hello' in answer) {
      this.#timeZone = answer.hello.timeZone;
      return;
    }
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if (this.#waiting.size === 0) this.#port.unref?.();
    if ('error' in answer) waiting?.reject(restoreError(answer.error));
    else waiting?.resolve(answer.value);
  }

  #end(why: string): void {
    if (this.#ended !== undefined) return;
    this.#ended = why;
    for (const waiting of this.#waiting.values()) waiting.reject(new StoreError('closed', why));
    this.#waiting.clear();
  }
}
