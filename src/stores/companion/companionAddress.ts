/** The companion server's address from a setting's text: its origin. Throws Error, one sentence that says what is wrong. */
export function parseCompanionAddress(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol))
    throw new Error(`“${text}” is no web address. The companion server’s begins with https:// or http://.`);
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '' || url.username !== '' || url.password !== '')
    throw new Error(`The companion server’s address has more than a host and a port. Use ${url.origin}.`);
  return url;
}
