/** Whether a value that comes from the page can be an id, a fingerprint or a key: a text that is neither empty nor long. */
export function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= 200;
}
