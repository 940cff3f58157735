import type { Parts } from '../parts.ts';
import type { Api } from './api.ts';
import { noTraceback } from './notFound.ts';
import { TracebackId } from './schemas/parameters.ts';
import { TracebackSchema } from './schemas/traceback.ts';
import { tracebackJson } from './tracebackJson.ts';

const schema = {
  tags: ['tracebacks'],
  summary: 'A traceback, whole',
  params: TracebackId,
  response: { 200: TracebackSchema },
};

/** `GET /api/tracebacks/:id` */
export function getTraceback(api: Api, { store }: Parts): void {
  api.get('/tracebacks/:id', { schema }, async ({ params: { id } }) => {
    const traceback = await store.traceback(id);
    if (!traceback) throw noTraceback(id);
    return tracebackJson(traceback);
  });
}
