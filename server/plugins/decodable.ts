/**
 * An address whose path can be decoded: as it is, or with its percent signs taken literally. Otherwise the framework would answer
 * `/groups/%E0` itself, before any check and without the headers that every answer has.
 */
export function decodable(address: string): string {
  const [path = ''] = address.split(/[?#]/, 1);
  try {
    decodeURIComponent(path);
    return address;
  } catch {
    return path.replaceAll('%', '%25') + address.slice(path.length);
  }
}
