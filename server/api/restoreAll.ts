import { Type } from 'typebox';
import type { Parts } from '../parts.ts';
import type { Api } from './api.ts';
import { NoBody } from './schemas/parameters.ts';

const schema = {
  tags: ['groups'],
  summary: 'Show every hidden group again',
  description: 'Ends all hides. What rules hide stays hidden.',
  body: NoBody,
  response: { 200: Type.Object({ restored: Type.Integer({ description: 'How many groups were hidden.' }) }) },
};

/** `POST /api/restore_all` */
export function restoreAll(api: Api, { store }: Parts): void {
  api.post('/restore_all', { schema }, async () => ({ restored: await store.restoreAll() }));
}
