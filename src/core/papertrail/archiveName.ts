/** Where an archive stands among its neighbours: everything around `2016-08-12-03` in its name, and the hour. */
interface HourlyName {
  hour: number;
  rename: (hour: number) => string;
}

const HOURLY = /^(.*?)(dt=(\d{4}-\d\d-\d\d)\/)?(\d{4}-\d\d-\d\d)-(\d\d)(\.tsv(?:\.gz)?)$/s;
const HOUR = 3_600_000;

/** The names of the archives of the hour before and after (`…/dt=2016-08-12/2016-08-12-03.tsv.gz`); undefined when the name tells no hour. */
export function neighbours(name: string): { before: string; after: string } | undefined {
  const hourly = parse(name);
  return hourly && { before: hourly.rename(hourly.hour - HOUR), after: hourly.rename(hourly.hour + HOUR) };
}

/** The beginning of the archive's hour in milliseconds since 1970; undefined when the name tells no hour. */
export function archiveHour(name: string): number | undefined {
  return parse(name)?.hour;
}

/** True for names of log archives: `.tsv` and `.tsv.gz`. */
export function isArchiveName(name: string): boolean {
  return /\.tsv(\.gz)?$/.test(name);
}

function parse(name: string): HourlyName | undefined {
  const parts = HOURLY.exec(name.replaceAll('\\', '/'));
  if (!parts) return undefined;
  const [, prefix = '', folder, folderDay, day = '', hour = '', suffix = ''] = parts;
  const start = Date.parse(`${day}T${hour}:00:00Z`);
  if (Number.isNaN(start) || (folder !== undefined && folderDay !== day)) return undefined;
  return {
    hour: start,
    rename: (at) => {
      const text = new Date(at).toISOString();
      const date = text.slice(0, 10);
      return `${prefix}${folder === undefined ? '' : `dt=${date}/`}${date}-${text.slice(11, 13)}${suffix}`;
    },
  };
}
