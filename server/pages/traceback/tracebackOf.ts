import { Type } from 'typebox';
import type { Traceback, TracebackStore } from '../../../src/stores/store.ts';
import { Problem } from '../../api/problem.ts';

/** Which traceback an address is of. */
export const TracebackParameters = Type.Object({ id: Type.String({ maxLength: 100 }) });

/** The traceback with this id. Throws Problem when there is none. */
export async function tracebackOf(store: Pick<TracebackStore, 'traceback'>, id: string): Promise<Traceback> {
  const traceback = await store.traceback(id);
  if (traceback) return traceback;
  throw new Problem(
    404,
    'There is no traceback with this id. Its archive may have been read again and have changed, or its day is beyond the retention time.',
  );
}
