import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';

/** Whose saved searches and hidden faults a request is about: the beginning of their records' ids. Where nobody signs in, all readers are one. */
export type Owner = string & { readonly owner: true };

/** The owner behind a request: the person who is signed in, else the token. A token cannot take a person's name. */
export function ownerOf({ person, asker }: Pick<FastifyRequest, 'person' | 'asker'>): Owner {
  const name = person ? `person ${person.email.toLowerCase()}` : asker === undefined ? 'anyone' : `token ${asker}`;
  // Names may be longer than an id.
  return createHash('sha256').update(name).digest('hex').slice(0, 32) as Owner;
}
