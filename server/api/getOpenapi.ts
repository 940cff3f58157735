import { Type } from 'typebox';
import type { Api } from './api.ts';

const schema = {
  tags: ['operations'],
  summary: 'This description',
  response: { 200: Type.Object({}, { additionalProperties: true, description: 'An OpenAPI 3.1 document.' }) },
};

/** `GET /api/openapi.json` */
export function getOpenapi(api: Api): void {
  api.get('/openapi.json', { schema }, async () => api.swagger());
}
