import type { Environment } from './environment.ts';

/** A sentence for each name of the environment that is no setting but nearly one. */
export function nearMisses(environment: Environment, known: readonly string[]): string[] {
  const warnings: string[] = [];
  for (const name of Object.keys(environment)) {
    if (known.includes(name)) continue;
    const meant = known.find((candidate) => isNear(name, candidate));
    if (meant !== undefined) warnings.push(`${name} is not a setting. Did you mean ${meant}?`);
  }
  return warnings;
}

/** One edit in short names (HOST is near enough to HOME with two), two in long ones; case and hyphens do not count. */
function isNear(name: string, candidate: string): boolean {
  return distance(name.toUpperCase().replaceAll('-', '_'), candidate) <= (candidate.length < 8 ? 1 : 2);
}

/** Edits (insert, delete, replace, swap of neighbours) that make one text of the other. */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3;
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  const at = (row: number, column: number): number => rows[row]?.[column] ?? 0;
  for (let i = 1; i <= a.length; i++) {
    rows.push([i]);
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let edits = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        edits = Math.min(edits, at(i - 2, j - 2) + 1);
      rows[i]?.push(edits);
    }
  }
  return at(a.length, b.length);
}
