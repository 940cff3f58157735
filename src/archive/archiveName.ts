const DAY_FOLDER = /^dt=\d{4}-\d\d-\d\d$/;

/**
 * What an archive is called in a session: `dt=2016-08-12/2016-08-12-03.tsv.gz` where its path has the day's folder, the
 * file's name otherwise; with more of the path in front when another archive is called so. `taken`: names and where
 * they came from; the same place keeps its name.
 */
export function nameArchive(path: string, place: string, taken: ReadonlyMap<string, string>): string {
  const parts = path.split('/').filter((part) => part !== '');
  let from = Math.max(0, parts.length - 1);
  if (DAY_FOLDER.test(parts[from - 1] ?? '')) from--;
  const name = (): string => parts.slice(from).join('/');
  const isFree = (wanted: string): boolean => (taken.get(wanted) ?? place) === place;
  while (!isFree(name()) && from > 0) from--;
  let free = name();
  for (let copy = 2; !isFree(free); copy++) free = `${name()} (${copy})`;
  return free;
}
