const SHAPE = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?\s*(Z|[+-]\d\d:?\d\d)?$/;

/**
 * Milliseconds since 1970 of a timestamp column (`2016-08-12T03:18:39`, `2016-08-12 03:18:39`, with `Z` or an offset;
 * without one it is UTC). Undefined when it is none.
 */
export function parseInstant(text: string): number | undefined {
  const parts = SHAPE.exec(text);
  if (!parts) return undefined;
  const [, year, month, day, hour, minute, second, fraction, zone] = parts;
  const at = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  if (Number.isNaN(at) || new Date(at).getUTCMonth() !== Number(month) - 1) return undefined;
  return at + Math.trunc(Number(`0.${fraction ?? 0}`) * 1000) - offset(zone);
}

function offset(zone: string | undefined): number {
  if (zone === undefined || zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}

/** ISO 8601 in UTC, to the second, or to the millisecond where it has any: `2016-08-12T03:18:39Z`. */
export function formatInstant(at: number): string {
  const text = new Date(at).toISOString();
  return text.endsWith('.000Z') ? `${text.slice(0, 19)}Z` : text;
}
