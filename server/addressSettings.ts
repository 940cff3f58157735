/** An address of the web. Throws Error. */
export function webAddress(text: string): URL {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new Error(`“${text}” is no web address. It begins with https:// or http://.`);
  return url;
}

/** A file at a code host, with `{path}` in it. */
export function parseSourceUrl(text: string): string {
  // A frame's path must not say which host a link leads to.
  if (!/^https?:\/\/[^/?#{}\s]+[/?#].*\{path\}/.test(text) || /\s/.test(text))
    throw new Error(`“${text}” is no address of a file. Use https://HOST/…/{path}#L{line}.`);
  webAddress(text.replaceAll(/[{}]/g, ''));
  return text;
}

/** Addresses that are told what is new. */
export function parseWebhooks(text: string): URL[] {
  return listed(text).map((each, n) => {
    // What stands in the address lets one post there: it is not shown again.
    const url = URL.parse(each);
    if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '')
      throw new Error(`address ${n + 1} is no web address. It begins with https:// or http://, and holds no user.`);
    return url;
  });
}

/** What stands between commas. */
export function listed(text: string): string[] {
  return text
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean);
}

/** A host alone. */
export function parsePublicUrl(text: string): URL {
  const url = webAddress(text);
  if (url.pathname !== '/' || url.search || url.hash || url.username)
    throw new Error(`“${text}” has more than a host. Use ${url.origin}.`);
  return url;
}
