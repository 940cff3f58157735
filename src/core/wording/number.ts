/** `1,234`. */
export function exactNumber(value: number): string {
  return String(value).replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
}

/** `1,234`; `12.3 k` from ten thousand on, `1.2 M` from a million on. */
export function shortNumber(value: number): string {
  if (value < 10_000) return exactNumber(value);
  // 999,950 and more would round to 1,000.0 k.
  return value < 999_950 ? `${(value / 1000).toFixed(1)} k` : `${exactTenths(value / 1_000_000)} M`;
}

/** A number that the store counts to ten thousand only: `9,999`, then `10,000+`. */
export function cappedNumber(value: number): string {
  return value < 10_000 ? exactNumber(value) : '10,000+';
}

/** `1 hit`, `1,234 hits`; the plural is the singular with an s. */
export function counted(value: number, one: string, write: (value: number) => string = exactNumber): string {
  return `${write(value)} ${value === 1 ? one : `${one}s`}`;
}

function exactTenths(value: number): string {
  const [whole = '', tenth] = value.toFixed(1).split('.');
  return `${exactNumber(Number(whole))}.${tenth}`;
}
