import { createHmac } from 'node:crypto';

/**
 * Headers by which a receiver knows that a message is ours and not an old one sent again: `Assertion-Context-Timestamp` (seconds since
 * 1970) and `Assertion-Context-Signature`, `v1=` and the HMAC-SHA256 of the timestamp, a dot and the body in hex. None without a secret.
 */
export function signature(
  body: string,
  { secret, now }: { secret: string | undefined; now: number },
): Record<string, string> {
  if (secret === undefined) return {};
  const timestamp = String(Math.floor(now / 1000));
  const mac = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
  return { 'assertion-context-timestamp': timestamp, 'assertion-context-signature': `v1=${mac}` };
}
