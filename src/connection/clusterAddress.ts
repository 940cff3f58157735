/** Elasticsearch's address from a setting's text: its origin. Throws Error, one sentence that says what is wrong, without a secret that is in it. */
export function parseClusterAddress(text: string): URL {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol))
    throw new Error(
      'This is no web address. Elasticsearch’s begins with https:// or http://, such as https://search.example.com:9200.',
    );
  if (url.username !== '' || url.password !== '')
    throw new Error(
      `The address of Elasticsearch has a user name or password in it, and settings keep no secrets. Use ${url.origin}, and an API key: “Assertion Context: Set Access Token…”.`,
    );
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '')
    throw new Error(`The address of Elasticsearch has more than a host and a port. Use ${url.origin}.`);
  return url;
}

/** What the names of the store's indices begin with, from a setting's text. Throws Error, one sentence, for what no index is called. */
export function parseIndexPrefix(text: string): string {
  if (/^[a-z\d][a-z\d._-]{0,99}$/.test(text)) return text;
  throw new Error('The names of indices begin with a small letter or a digit, and have those and . _ - only.');
}
