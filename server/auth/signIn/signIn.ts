import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../../api/problem.ts';
import type { Attempts } from '../../plugins/rateLimit.ts';
import { type Claimed, type Provider, SignInError } from './provider.ts';
import { returnPath } from './returnPath.ts';
import { PENDING_SECONDS } from './sessionCookies.ts';
import type { Sessions } from './sessions.ts';

/** A sign-in that was refused, for the record. */
export interface Refusal {
  /** As the provider says; absent when it did not come to that. */
  email?: string;
  because: string;
}

/** What signing in is made of. */
export interface SignIn {
  provider: Provider;
  sessions: Sessions;
  attempts: Attempts;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Keeps who was refused, and why. */
  onRefused: (request: FastifyRequest, refusal: Refusal) => Promise<void>;
}

/** Sends the browser to the provider; what it must bring back is kept in its own sealed cookie. */
export async function beginSignIn(
  { provider, now }: SignIn,
  request: FastifyRequest,
  reply: FastifyReply,
  { return: asked, other = false }: { return?: string; other?: boolean },
): Promise<FastifyReply> {
  const { pending, url } = await provider.begin({ other }).catch((error: unknown) => {
    request.log.error({ err: error }, 'the sign-in provider could not be asked');
    throw new Problem(502, 'The sign-in provider cannot be reached; the server’s log says why. Try again in a while.');
  });
  const data = { ...pending, returnPath: returnPath(asked), since: now() };
  request.pendingSignIn.regenerate();
  for (const [name, value] of Object.entries(data)) request.pendingSignIn.set(name as 'state', value as string);
  return reply.redirect(url.href, 303);
}

/**
 * Takes what the provider sent the browser back with, begins a session, and gives the path to go to. A sign-in is finished
 * at most once, in the browser that began it. Throws a Problem that says why somebody is not let in.
 */
export async function finishSignIn(signIn: SignIn, request: FastifyRequest): Promise<string> {
  const { sessions, attempts, now } = signIn;
  await attempts.check(request);
  const { state, nonce, verifier, since, returnPath: path } = request.pendingSignIn.data() ?? {};
  request.pendingSignIn.delete();
  const isPending = state !== undefined && nonce !== undefined && verifier !== undefined && since !== undefined;
  if (!isPending || now() - since > PENDING_SECONDS * 1_000)
    return refuse(signIn, request, {
      because: 'it was not begun in this browser, or too long ago',
      told: 'This sign-in was not begun in this browser, or too long ago. Sign in again.',
    });
  const search = request.url.slice(request.url.indexOf('?'));
  const claimed = await signIn.provider.finish(search, { state, nonce, verifier }).catch((error: unknown) => {
    if (!(error instanceof SignInError)) throw error;
    return error;
  });
  if (claimed instanceof SignInError)
    return refuse(signIn, request, {
      because: claimed.message,
      told: 'The sign-in provider’s answer was not accepted. Sign in again; if that does not help, the server’s log says why.',
    });
  const email = await letIn(signIn, request, claimed);
  await sessions.begin(request, email);
  return path ?? '/';
}

/** The address of somebody who may come in. */
async function letIn(signIn: SignIn, request: FastifyRequest, { email, verified }: Claimed): Promise<string> {
  if (email === undefined)
    return refuse(signIn, request, {
      because: 'the provider gave no e-mail address',
      told: 'The sign-in provider did not tell your e-mail address, which decides who is let in.',
    });
  if (!verified)
    return refuse(signIn, request, {
      email,
      because: 'the e-mail address is not verified',
      told: `The sign-in provider has not verified that ${email} is yours. Verify it there, then sign in again.`,
    });
  if (!signIn.sessions.allows(email))
    return refuse(signIn, request, {
      email,
      because: 'AUTHORIZED_EMAIL_REGEX does not match the e-mail address',
      told: `${email} is not let in here. Sign in with another address, or ask whoever runs this server.`,
    });
  return email;
}

async function refuse(
  { attempts, onRefused }: SignIn,
  request: FastifyRequest,
  { told, ...refusal }: Refusal & { told: string },
): Promise<never> {
  request.log.warn({ ...refusal }, 'a sign-in was refused');
  await onRefused(request, refusal);
  await attempts.fail(request);
  throw new Problem(403, told);
}
