import type { ArchiveRow } from '../../src/stores/store.ts';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

const BUCKETS = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10];

/** What the server measures of itself, for Prometheus. */
export class Measures {
  readonly registry = new Registry();
  readonly #registers = [this.registry];
  readonly #requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the request to the end of the answer',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKETS,
    registers: this.#registers,
  });
  readonly #store = new Histogram({
    name: 'store_request_duration_seconds',
    help: 'Time that the store took for what it was asked',
    labelNames: ['request'],
    buckets: BUCKETS,
    registers: this.#registers,
  });
  readonly held = new Gauge({
    name: 'store_items',
    help: 'What the store holds',
    labelNames: ['kind'],
    registers: this.#registers,
  });
  readonly archives = new Gauge({
    name: 'archives',
    help: 'Archives of the ledger by state',
    labelNames: ['state'],
    registers: this.#registers,
  });
  readonly pending = new Gauge({
    name: 'ingestion_pending',
    help: 'Archives that wait or are under way',
    registers: this.#registers,
  });
  readonly missing = new Gauge({
    name: 'missing_hours',
    help: 'Hours of the last 30 days without an archive, by place in S3',
    labelNames: ['place'],
    registers: this.#registers,
  });
  readonly #taken = new Counter({
    name: 'ingested_archives_total',
    help: 'Archives that this process read, by outcome',
    labelNames: ['outcome'],
    registers: this.#registers,
  });
  readonly #bytes = new Counter({
    name: 'ingested_bytes_total',
    help: 'Bytes of archives that this process read, as they lie in the source',
    registers: this.#registers,
  });
  readonly #lines = new Counter({
    name: 'ingested_lines_total',
    help: 'Log lines that this process read',
    registers: this.#registers,
  });
  readonly #tracebacks = new Counter({
    name: 'ingested_tracebacks_total',
    help: 'Tracebacks that this process found',
    registers: this.#registers,
  });
  readonly #s3Errors = new Counter({
    name: 's3_errors_total',
    help: 'What S3 refused or failed at when objects were looked at and buckets listed, by the status that is answered',
    labelNames: ['status'],
    registers: this.#registers,
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
    // Alerts are on increases: what has not happened yet is 0, not absent.
    for (const outcome of ['done', 'partial', 'failed']) this.#taken.inc({ outcome }, 0);
    for (const status of [403, 404, 502, 503]) this.#s3Errors.inc({ status }, 0);
  }

  /** Seconds. `route`: the pattern, not the address: addresses are without end. */
  requestTook(labels: { method: string; route: string; status: number }, seconds: number): void {
    this.#requests.observe(labels, seconds);
  }

  /** Seconds. */
  readonly storeTook = (request: string, seconds: number): void => this.#store.observe({ request }, seconds);

  /** An archive was read, if only in part; `queued` is one that was handed back. */
  readonly tookIn = ({ state, bytes, lines, tracebacks }: ArchiveRow): void => {
    if (state !== 'queued') this.#taken.inc({ outcome: state });
    this.#bytes.inc(bytes);
    this.#lines.inc(lines);
    this.#tracebacks.inc(tracebacks);
  };

  readonly s3Failed = (status: number): void => this.#s3Errors.inc({ status });
}
