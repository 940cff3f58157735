/** A token as a request presents it. */
export interface PresentedToken {
  token: string;
  /** False for a password that a browser remembers and sends by itself. */
  isBearer: boolean;
}

/** The token of an Authorization header: a bearer token (RFC 6750), or the password of Basic (RFC 7617) with any user name. */
export function presentedToken(authorization: string | undefined): PresentedToken | undefined {
  const [, scheme = '', value = ''] = /^(bearer|basic) +(\S+) *$/i.exec(authorization ?? '') ?? [];
  if (scheme.toLowerCase() === 'bearer') return { token: value, isBearer: true };
  if (scheme.toLowerCase() !== 'basic') return undefined;
  const pair = Buffer.from(value, 'base64').toString();
  const colon = pair.indexOf(':');
  return colon < 0 ? undefined : { token: pair.slice(colon + 1), isBearer: false };
}
