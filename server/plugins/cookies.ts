import { randomBytes } from 'node:crypto';
import cookie from '@fastify/cookie';
import type { FastifyInstance } from 'fastify';
import { secrets } from '../auth/secrets.ts';
import type { Settings } from '../settings.ts';

/** Reads cookies, and signs those that ask for it. */
export async function cookies(app: FastifyInstance, { sessionSecret }: Settings): Promise<void> {
  await app.register(cookie, {
    secret: sessionSecret === undefined ? randomBytes(32).toString('hex') : secrets(sessionSecret),
  });
}
