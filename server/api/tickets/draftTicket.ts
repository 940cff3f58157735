import { Type } from 'typebox';
import type { Parts } from '../../parts.ts';
import type { Api } from '../api.ts';
import { Fingerprint, strict } from '../schemas/parameters.ts';
import { theDesk } from './theDesk.ts';

const Named = Type.Object({ id: Type.String(), name: Type.String() });

const schema = {
  tags: ['tickets'],
  summary: 'A new ticket’s form, filled in',
  params: Fingerprint,
  querystring: Type.Object(
    { type: Type.Optional(Type.String({ maxLength: 50, description: 'Id of the ticket’s type.' })) },
    strict,
  ),
  response: {
    200: Type.Object({
      project: Type.String(),
      types: Type.Array(Named),
      type: Type.String(),
      summary: Type.String(),
      description: Type.String({
        description: '`###` before headings, `-` before items, fences around code, addresses in angle brackets.',
      }),
      fields: Type.Array(
        Type.Object({
          id: Type.String(),
          name: Type.String(),
          required: Type.Boolean(),
          kind: Type.String({ description: '`other` ones can be filled in on Jira’s own form only.' }),
          options: Type.Array(Named),
        }),
      ),
      form: Type.String({ description: 'Jira’s own form with what there is.' }),
    }),
  },
};

/** `GET /api/groups/:fingerprint/tickets/draft` */
export function draftTicket(api: Api, parts: Parts): void {
  api.get('/groups/:fingerprint/tickets/draft', { schema }, async ({ params: { fingerprint }, query }) => {
    const desk = theDesk(parts);
    const draft = await desk.draft(fingerprint, query.type);
    const fields = draft.fields.map((field) => ({ ...field, options: [...field.options] }));
    return { ...draft, fields, form: desk.formAddress(draft) };
  });
}
