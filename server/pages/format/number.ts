const exact = new Intl.NumberFormat('en-GB');
const short = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1, minimumFractionDigits: 1 });

/** `1,234`. */
export function exactNumber(value: number): string {
  return exact.format(value);
}

/** `1,234`; `12.3 k` from ten thousand on, `1.2 M` from a million on. */
export function shortNumber(value: number): string {
  if (value < 10_000) return exact.format(value);
  // 999,950 and more would round to 1,000.0 k.
  return value < 999_950 ? `${short.format(value / 1000)} k` : `${short.format(value / 1_000_000)} M`;
}

/** A number that the store counts to ten thousand only: `9,999`, then `10,000+`. */
export function cappedNumber(value: number): string {
  return value < 10_000 ? exact.format(value) : '10,000+';
}

/** `1 hit`, `1,234 hits`; the plural is the singular with an s. */
export function counted(value: number, one: string, write: (value: number) => string = exactNumber): string {
  return `${write(value)} ${value === 1 ? one : `${one}s`}`;
}
