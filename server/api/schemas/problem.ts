import { Type } from 'typebox';

/** A problem document of RFC 9457; the type: problem.ts. */
const ProblemSchema = Type.Object({
  type: Type.String(),
  title: Type.String({ description: 'The status’s own name.' }),
  status: Type.Integer(),
  detail: Type.String({ description: 'What is wrong, where, and what to do.' }),
  parameter: Type.Optional(Type.String({ description: 'The parameter that is wrong, such as `query.limit`.' })),
  position: Type.Optional(Type.Integer({ description: 'Where in a search the mistake stands, in characters from 0.' })),
  request: Type.Optional(Type.String({ description: 'The request’s id in the server’s log.' })),
  retry_after: Type.Optional(Type.Integer({ description: 'Seconds after which it may go better.' })),
});

const answer = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: ProblemSchema } },
});

/** Answers that every route can give. */
export const problemAnswers = {
  '4xx': answer('What was asked cannot be had: `detail` says why and what to do.'),
  '5xx': answer('The server failed at it.'),
};
