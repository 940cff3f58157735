/** The installed package that a library's path lies in (`requests`); undefined for Python's own library and code made at run time. */
export function libraryName(path: string): string | undefined {
  const unix = path.replaceAll('\\', '/');
  const below = /(?:site|dist)-packages\/([^/]+)/.exec(unix)?.[1] ?? /([^/]+)\.zip\//.exec(unix)?.[1];
  return below?.replace(/\.(py|egg|zip)$/, '');
}
