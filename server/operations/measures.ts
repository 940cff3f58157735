import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

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

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  /** Seconds. `route`: the pattern, not the address: addresses are without end. */
  requestTook(labels: { method: string; route: string; status: number }, seconds: number): void {
    this.#requests.observe(labels, seconds);
  }

  /** Seconds. */
  readonly storeTook = (request: string, seconds: number): void => this.#store.observe({ request }, seconds);
}
