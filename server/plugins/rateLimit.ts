import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Problem } from '../api/problem.ts';

/** Attempts to be let in, counted for each address when they fail. */
export interface Attempts {
  /** Throws the 429 of an address that failed too often; counts nothing. */
  check(request: FastifyRequest): Promise<void>;
  /** Counts a failure, and throws the 429 once there were too many. */
  fail(request: FastifyRequest): Promise<void>;
}

/** So many failures a minute. */
const MOST = 20;
const WINDOW = 60_000;

/**
 * Slows whoever guesses tokens or codes. Nothing else is limited: not who asks with a right token or is signed in, unless the
 * same address guesses; health and metrics never (a monitor must not be locked out), but what they are guessed with counts.
 */
export async function attempts(app: FastifyInstance): Promise<Attempts> {
  await app.register(rateLimit, { global: false, max: MOST, timeWindow: WINDOW });
  const limit = app.createRateLimit();
  const judge = (answer: Awaited<ReturnType<typeof limit>>): void => {
    if (!answer.isAllowed && answer.isExceeded) throw tooMany(answer.ttlInSeconds);
  };
  return {
    check: async (request) => {
      if (request.routeOptions.url !== '/metrics') judge(await limit(request, { increment: false }));
    },
    fail: async (request) => judge(await limit(request)),
  };
}

function tooMany(seconds: number): Problem {
  return new Problem(
    429,
    `Too many attempts from your address failed. Wait ${seconds === 1 ? 'a second' : `${seconds} seconds`} and try again.`,
    { retry_after: seconds },
  );
}
