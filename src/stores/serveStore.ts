import type { StoreAnswer, StorePort, StoreRequest } from './remoteProtocol.ts';
import { sendError } from './sentError.ts';
import type { ArchiveWriter, TracebackStore } from './store.ts';

/**
 * Answers, on one port, the calls of a `remoteStore` at its other end. Calls begin in the order they came and may end in another.
 * When the port closes, the ingestions that were begun through it are left as they are, as after a crash.
 */
export function serveStore(store: TracebackStore, port: StorePort): void {
  const writers = new Map<number, ArchiveWriter>();
  let opened = 0;
  const say = (answer: StoreAnswer): void => port.postMessage(answer);

  const call = async (request: StoreRequest): Promise<unknown> => {
    if ('writer' in request) {
      const writer = writers.get(request.writer);
      if (!writer) throw new Error('This ingestion has been closed.');
      const value = await invoke(writer, request.call, request.args);
      if (request.call === 'close') writers.delete(request.writer);
      return value;
    }
    if (request.call !== 'openArchive') return await invoke(store, request.call, request.args);
    const writer = await store.openArchive(...(request.args as Parameters<TracebackStore['openArchive']>));
    writers.set(++opened, writer);
    return opened;
  };

  port.addEventListener('message', (event) => {
    const request = (event as { data: StoreRequest }).data;
    call(request).then(
      (value) => say({ id: request.id, value }),
      (error: unknown) => say({ id: request.id, error: sendError(error) }),
    );
  });
  port.start();
  say({ hello: { timeZone: store.timeZone } });
}

/** Both ends are of one build: the arguments are those of the method. */
async function invoke<Target extends object>(target: Target, method: keyof Target, args: unknown[]): Promise<unknown> {
  return await (target[method] as (...args: unknown[]) => unknown).apply(target, args);
}
