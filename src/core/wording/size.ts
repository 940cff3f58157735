const UNITS = ['kB', 'MB', 'GB', 'TB'];

/** Bytes for people: `512 B`, `14.7 MB` (decimal units). */
export function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  let value = bytes / 1000;
  let unit = 0;
  // What would be written `1000 kB` is `1.0 MB`.
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${value < 99.95 ? value.toFixed(1) : value.toFixed(0)} ${UNITS[unit]}`;
}
