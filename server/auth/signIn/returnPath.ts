const LONGEST = 2_000;

/**
 * Where to go after signing in: a path of our own with its query, or `/` for anything else, such as `//evil.example.com`,
 * `/\evil.example.com` or the sign-in pages themselves.
 */
export function returnPath(asked: string | undefined): string {
  // Browsers drop tabs and line breaks and read backslashes as slashes.
  if (asked === undefined || asked.length > LONGEST || !/^\/(?!\/)[\x21-\x5b\x5d-\x7e]*$/.test(asked)) return '/';
  const own = 'http://own.invalid';
  const url = URL.parse(asked, own);
  if (url?.origin !== own || url.pathname.startsWith('//') || /^\/sign-(?:in|out)(?:\/|$)/.test(url.pathname))
    return '/';
  return url.pathname + url.search + url.hash;
}
