/** Folders and name; `.` is left out. `..` is no name and agrees with nothing that lies in a workspace. */
export function segments(path: string): string[] {
  return path
    .replaceAll('\\', '/')
    .split('/')
    .filter((segment) => segment !== '' && segment !== '.');
}

/** How many segments two paths share at their end. */
export function commonEnd(one: readonly string[], other: readonly string[], ignoreCase: boolean): number {
  const most = Math.min(one.length, other.length);
  let common = 0;
  while (common < most && agree(one.at(-1 - common), other.at(-1 - common), ignoreCase)) common++;
  return common;
}

/** How many folders of the one stand in the other, in order: the longest common subsequence. */
export function foldersShared(one: readonly string[], other: readonly string[], ignoreCase: boolean): number {
  let row = Array.from({ length: other.length + 1 }, () => 0);
  for (const folder of one) {
    const next = [0];
    for (const [i, name] of other.entries()) {
      next.push(agree(folder, name, ignoreCase) ? (row[i] ?? 0) + 1 : Math.max(row[i + 1] ?? 0, next[i] ?? 0));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** One more than the folders two files share at their beginning, so that the same workspace folder counts. */
export function sharedBeginning(one: string, other: string): number {
  const [a, b] = [segments(one).slice(0, -1), segments(other).slice(0, -1)];
  const differs = a.findIndex((folder, i) => folder !== b[i]);
  return 1 + (differs < 0 ? a.length : differs);
}

function agree(one: string | undefined, other: string | undefined, ignoreCase: boolean): boolean {
  return one === other || (ignoreCase && one?.toLowerCase() === other?.toLowerCase());
}
