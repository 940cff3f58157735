import { setTimeout as delay } from 'node:timers/promises';
import { s3Name, type S3Object } from '../../src/core/papertrail/s3Address.ts';

/** The companion server, as the function's own settings name it. */
export interface Server {
  address: URL;
  token: string;
}

/** What became of an archive: the server has it durably, or will never take it, and why. */
export type Told = { kind: 'taken' } | { kind: 'refused'; because: string };

/** Gateways cut at 29 s and a function pays by the second: 202 comes at once, so more than this is a failure. */
const TIME_LIMIT = 10_000;
const ATTEMPTS = 3;
const FIRST_WAIT = 500;

/**
 * Has the server take an archive in, and waits only until it has it in its ledger. What passes by itself is tried three times.
 * Throws Error for what Lambda should try again later: a server that is down, busy, or does not know the token yet.
 */
export async function tellServer({ address, token }: Server, archive: S3Object): Promise<Told> {
  for (let attempt = 1; ; attempt++) {
    const answer = await ask(address, token, archive);
    if (answer.kind !== 'later') return answer;
    if (attempt === ATTEMPTS) throw new Error(`${s3Name(archive)} was not taken in: ${answer.because}`);
    await delay(FIRST_WAIT * 2 ** (attempt - 1) * (0.5 + Math.random()));
  }
}

async function ask(address: URL, token: string, archive: S3Object): Promise<Told | { kind: 'later'; because: string }> {
  let answer: Response;
  let text: string;
  try {
    answer = await fetch(new URL('/api/parse_s3', address), {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        prefer: 'respond-async',
      },
      body: JSON.stringify(archive),
      // The token is for this server only.
      redirect: 'error',
      signal: AbortSignal.timeout(TIME_LIMIT),
    });
    text = await answer.text();
  } catch (error) {
    const { cause, message } = error as Error & { cause?: { code?: string; message?: string } };
    return {
      kind: 'later',
      because: `${address.origin} is not to be reached (${cause?.code ?? cause?.message ?? message})`,
    };
  }
  if (answer.ok) return { kind: 'taken' };
  const because = `${address.origin} answered ${answer.status}: ${detailOf(text)}`;
  // What the request asks for is wrong or gone: it stays so however often it is asked.
  return answer.status === 400 || answer.status === 404 ? { kind: 'refused', because } : { kind: 'later', because };
}

function detailOf(text: string): string {
  try {
    const { detail } = JSON.parse(text) as { detail?: unknown };
    if (typeof detail === 'string') return detail;
  } catch {
    // A gateway's page is no problem document: its beginning must do.
  }
  return text.slice(0, 200);
}
