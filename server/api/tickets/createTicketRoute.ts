import { Type } from 'typebox';
import type { Parts } from '../../parts.ts';
import type { Api } from '../api.ts';
import { Fingerprint, strict } from '../schemas/parameters.ts';
import { CreationSchema, creationJson } from '../schemas/ticket.ts';
import { theDesk } from './theDesk.ts';

const schema = {
  tags: ['tickets'],
  summary: 'Make the ticket of a group',
  description:
    'Once, whoever asks and however often. What is left out is as in the draft. Secrets are masked. 201: it was made; 200: there is one; 202: not known yet, see `kind`.',
  params: Fingerprint,
  body: Type.Object(
    {
      type: Type.Optional(Type.String({ maxLength: 50 })),
      summary: Type.Optional(Type.String({ minLength: 1, maxLength: 250 })),
      description: Type.Optional(Type.String({ maxLength: 40_000 })),
      fields: Type.Optional(
        Type.Record(Type.String({ maxLength: 100 }), Type.Array(Type.String({ maxLength: 5_000 }), { maxItems: 100 })),
      ),
      again: Type.Optional(Type.Boolean({ description: 'Make one although the answer to the last request was lost.' })),
    },
    strict,
  ),
  response: { 200: CreationSchema, 201: CreationSchema, 202: CreationSchema },
};

/** `POST /api/groups/:fingerprint/tickets` */
export function createTicketRoute(api: Api, parts: Parts): void {
  api.post('/groups/:fingerprint/tickets', { schema }, async ({ params: { fingerprint }, body, asker }, reply) => {
    const desk = theDesk(parts);
    const draft = await desk.draft(fingerprint, body.type);
    const { type, summary, description } = { ...draft, ...body };
    const form = { type, summary, description, fields: body.fields ?? {}, again: body.again ?? false };
    const creation = await desk.create(fingerprint, form, asker);
    const status = creation.kind === 'created' ? 201 : creation.kind === 'exists' ? 200 : 202;
    return reply.code(status).send(creationJson(creation, (key) => desk.address(key)));
  });
}
