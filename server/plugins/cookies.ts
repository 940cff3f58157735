import { randomBytes } from 'node:crypto';
import cookie from '@fastify/cookie';
import type { FastifyInstance } from 'fastify';
import type { Settings } from '../settings.ts';

/** Reads cookies, and signs those that ask for it. */
export async function cookies(app: FastifyInstance, { sessionSecret }: Settings): Promise<void> {
  await app.register(cookie, { secret: sessionSecret ?? randomBytes(32).toString('hex') });
}
