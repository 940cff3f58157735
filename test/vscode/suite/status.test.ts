import { deepEqual, equal } from 'node:assert/strict';
import { type Disposable, EventEmitter, type LogOutputChannel, type ViewBadge, window } from 'vscode';
import type { Connection } from '../../../src/connection/connection.ts';
import { createNewFaults } from '../../../src/status/createNewFaults.ts';
import { SeenFaults } from '../../../src/status/seenFaults.ts';
import type { BrowsableStore } from '../../../src/stores/store.ts';
import type { TracebacksTree } from '../../../src/tree/createTree.ts';
import { made } from '../../stores/made.ts';
import { heldStore } from '../../tree/heldStore.ts';
import { memento, NOW, storeOf } from '../../tree/openTree.ts';

const HOUR = 3_600_000;
const FAULTS = [
  made({ id: '1', at: NOW - 2 * HOUR, fingerprint: '1-a', type: 'KeyError', function: 'reserve' }),
  made({ id: '2', at: NOW - HOUR, fingerprint: '1-b', type: 'shop.TimeoutError', function: 'charge' }),
];

/** What the view is to the status bar: whether it is seen, and where its badge is. */
class View {
  visible = false;
  badge: ViewBadge | undefined;
  readonly #visibility = new EventEmitter<void>();
  readonly onDidChangeVisibility = this.#visibility.event;

  turn(visible: boolean): void {
    this.visible = visible;
    this.#visibility.fire();
  }
}

describe('what is new, in the status bar', () => {
  let log: LogOutputChannel;
  let open: Disposable | undefined;
  let view: View;
  before(() => {
    log = window.createOutputChannel('What is new', { log: true });
  });
  beforeEach(() => {
    view = new View();
  });
  afterEach(() => open?.dispose());
  after(() => log.dispose());

  /** Opens it over a store that was looked at three hours ago. */
  async function openOver(store: BrowsableStore): Promise<void> {
    const connection = { kind: 'companion', label: 'A store', store, dispose: () => undefined } satisfies Connection;
    const kept = memento();
    await new SeenFaults(kept).see(connection, NOW - 3 * HOUR);
    const connections = { current: connection, onDidChange: new EventEmitter<void>().event };
    const tree = { view: view as unknown as TracebacksTree['view'], onDidLoad: () => ({ dispose: () => undefined }) };
    open = createNewFaults({ connections, tree, memento: kept, log });
    await settled();
  }

  it('is counted, as the view’s badge too', async () => {
    await openOver(await storeOf(FAULTS));
    deepEqual(view.badge, { value: 2, tooltip: '2 new faults' });
  });

  it('is more than a hundred', async () => {
    const many = Array.from({ length: 120 }, (_, n) => made({ id: String(n), at: NOW - n, fingerprint: `1-${n}` }));
    await openOver(await storeOf(many));
    equal(view.badge?.tooltip, 'More than 100 new faults');
  });

  it('goes when the view is looked at, and no slow answer to a former question puts it back', async () => {
    const { store, hold, pass } = heldStore(await storeOf(FAULTS));
    const letGo = hold();
    await openOver(store);
    pass();
    view.turn(true);
    await settled();
    view.turn(false);
    await settled();
    letGo();
    await settled();
    equal(view.badge, undefined);
  });
});

/** The store lies in memory: what it was asked for is there after one turn of the event loop. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
