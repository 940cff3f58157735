import { hash } from 'node:crypto';

/** The indices of one store. */
export interface IndexNames {
  prefix: string;
  /** The pattern of all months. */
  tracebacks: string;
  /** The month that tracebacks of an instant (milliseconds since 1970, UTC) are kept in. */
  month(at: number): string;
  groups: string;
  groupDays: string;
  ledger: string;
  borders: string;
  records: string;
  meta: string;
}

/** The names that begin so. */
export function indexNames(prefix: string): IndexNames {
  return {
    prefix,
    tracebacks: `${prefix}-tracebacks-*`,
    month: (at) => `${prefix}-tracebacks-${new Date(at).toISOString().slice(0, 7)}`,
    groups: `${prefix}-groups`,
    groupDays: `${prefix}-group-days`,
    ledger: `${prefix}-ledger`,
    borders: `${prefix}-borders`,
    records: `${prefix}-records`,
    meta: `${prefix}-meta`,
  };
}

/** The first instant after a month's index; undefined for a name that is none. */
export function endOfMonth(index: string): number | undefined {
  const parts = /-(\d{4})-(\d\d)$/.exec(index);
  return parts ? Date.UTC(Number(parts[1]), Number(parts[2]), 1) : undefined;
}

/** Elasticsearch takes ids of up to 512 bytes; an archive's key may be longer. */
export function archiveId(name: string): string {
  return Buffer.byteLength(name) <= 480 ? name : `sha256 ${hash('sha256', name)}`;
}
