import { Worker } from 'node:worker_threads';
import type { FoundTraceback } from '../../src/core/python/traceback.ts';
import { parcelTracebacks } from '../../src/stores/ownedBytes.ts';
import type { PrintThreadData } from './parseProtocol.ts';

/** Batches that may be under way: 16 tracebacks of 30 KB each, and their JSON, so 2 MB. */
const MOST_UNDER_WAY = 2;

/** Prints tracebacks on stdout, in the order given; a thread of its own makes JSON of them. */
export class ParsePrinter {
  readonly #worker: Worker;
  #underWay = 0;
  #failure: Error | undefined;
  #waiting: { most: number; resolve: () => void; reject: (error: Error) => void } | undefined;

  constructor(data: PrintThreadData) {
    const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
    this.#worker = new Worker(new URL(`./parseThread.${extension}`, import.meta.url), { workerData: data });
    this.#worker.on('message', (bytes: Uint8Array<ArrayBuffer>) => this.#write(bytes));
    this.#worker.on('error', (error) => this.#failed(error as Error));
  }

  /** Takes some over, and waits while many are under way. Throws what went wrong with these or others. */
  async print(tracebacks: readonly FoundTraceback[]): Promise<void> {
    const { values, transfer } = parcelTracebacks(tracebacks);
    this.#underWay++;
    this.#worker.postMessage(values, transfer);
    await this.#until(MOST_UNDER_WAY);
  }

  /** Waits until all is printed. */
  async end(): Promise<void> {
    await this.#until(0);
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #until(most: number): Promise<void> {
    if (this.#failure) return Promise.reject(this.#failure);
    if (this.#underWay <= most) return Promise.resolve();
    return new Promise((resolve, reject) => (this.#waiting = { most, resolve, reject }));
  }

  #write(bytes: Uint8Array<ArrayBuffer>): void {
    process.stdout.write(bytes, (error) => {
      // Given back at once: garbage of this size is collected 60 MB late.
      bytes.buffer.transfer(0);
      if (error) return this.#failed(error);
      this.#underWay--;
      if (!this.#waiting || this.#underWay > this.#waiting.most) return;
      this.#waiting.resolve();
      this.#waiting = undefined;
    });
  }

  #failed(error: Error): void {
    this.#failure ??= error;
    this.#waiting?.reject(this.#failure);
    this.#waiting = undefined;
  }
}
