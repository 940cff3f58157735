/** Where an archive stands among its neighbours: everything around `2016-08-12-03` in its name, and the hour. */
interface HourlyName {
  series: ArchiveSeries;
  hour: number;
  rename: (hour: number) => string;
}

/** Archives whose names differ in the hour only: those of one place. */
export interface ArchiveSeries {
  /** What stands before the hour: `s3://logs/papertrail/`. */
  prefix: string;
  /** Whether each day has a folder `dt=2016-08-12/`. */
  folders: boolean;
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

/** Which series an archive belongs to; undefined when the name tells no hour. */
export function archiveSeries(name: string): ArchiveSeries | undefined {
  return parse(name)?.series;
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
    series: { prefix, folders: folder !== undefined },
    hour: start,
    rename: (at) => {
      const text = new Date(at).toISOString();
      const date = text.slice(0, 10);
      return `${prefix}${folder === undefined ? '' : `dt=${date}/`}${date}-${text.slice(11, 13)}${suffix}`;
    },
  };
}
