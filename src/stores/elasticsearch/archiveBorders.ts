import type { StreamBorder } from '../../core/papertrail/border.ts';
import { compress, decompress } from '../zstd.ts';
import { neighboursEnded } from '../borderAge.ts';
import type { Backend } from './backend.ts';
import { bulk, type Operation } from './bulk.ts';
import { archiveId } from './names.ts';
import type { Fetched } from './requests.ts';

interface BordersSource {
  name: string;
  /** False: dropped. */
  kept: boolean;
  borders?: string;
}

/** The borders of one archive, as they were read. */
export interface KeptBorders {
  /** Undefined when the archive keeps none. */
  borders: StreamBorder[] | undefined;
  /** It kept some once. */
  dropped: boolean;
  version: BordersVersion;
}

/** Another whenever an archive's borders are. */
export type BordersVersion = number;

/** Keeps an archive's borders in place of the former ones, all in one document. */
export async function keepBorders({ requests, names }: Backend, name: string, borders: StreamBorder[]): Promise<void> {
  const document: BordersSource = { name, kept: true, borders: await pack(borders) };
  await bulk(requests, [{ does: 'index', index: names.borders, id: archiveId(name), document }]);
}

/** As if an archive had kept some once. */
export async function markDropped({ requests, names }: Backend, name: string): Promise<void> {
  const document: BordersSource = { name, kept: false };
  await bulk(requests, [{ does: 'index', index: names.borders, id: archiveId(name), document }]);
}

/** Those of several archives, in real time and in one request. */
export async function readBorders({ requests, names }: Backend, archives: string[]): Promise<KeptBorders[]> {
  const found = await requests.mget<BordersSource>(
    archives.map((name) => ({ _index: names.borders, _id: archiveId(name) })),
  );
  return await Promise.all(found.map(readKept));
}

/** Whether an archive ever kept some, without reading them. */
export async function hadBorders(backend: Backend, archive: string): Promise<boolean> {
  const [version] = await bordersVersions(backend, [archive]);
  return version !== NEVER;
}

/** The version of what was never kept. */
const NEVER = -1;

/** Whether they changed, without reading them. */
export async function bordersVersions({ requests, names }: Backend, archives: string[]): Promise<BordersVersion[]> {
  const found = await requests.mget<unknown>(
    archives.map((name) => ({ _index: names.borders, _id: archiveId(name), _source: false })),
  );
  return found.map(versionOf);
}

function versionOf(found: Fetched<unknown>): BordersVersion {
  return found.found ? found._seq_no : NEVER;
}

const PAGE = 1_000;

/** Drops the borders of archives whose hour and both neighbours' ended before; of those, too, whose name tells no hour. */
export async function dropBorders({ requests, names }: Backend, before: number): Promise<void> {
  await requests.refresh(names.borders);
  for (let after: unknown[] | undefined; ;) {
    const { hits } = await requests.search<{ name: string }>(names.borders, {
      size: PAGE,
      query: { bool: { filter: [{ term: { kept: true } }] } },
      sort: [{ name: 'asc' }],
      ...(after && { search_after: after }),
      track_total_hits: false,
      seq_no_primary_term: true,
      _source: ['name'],
    });
    const drops = hits.hits
      .filter(({ _source }) => neighboursEnded(_source.name) <= before)
      .map(({ _id, _source, _seq_no: seqNo = 0, _primary_term: primaryTerm = 0 }): Operation => {
        const document: BordersSource = { name: _source.name, kept: false };
        return { does: 'index', index: names.borders, id: _id, document, read: { seqNo, primaryTerm } };
      });
    // Those that were taken in again meanwhile keep their new borders.
    await bulk(requests, drops);
    after = hits.hits.at(-1)?.sort;
    if (hits.hits.length < PAGE) return;
  }
}

async function readKept(found: Fetched<BordersSource>): Promise<KeptBorders> {
  if (!found.found) return { borders: undefined, dropped: false, version: versionOf(found) };
  const { kept, borders } = found._source;
  return {
    borders: kept && borders !== undefined ? await unpack(borders) : undefined,
    dropped: !kept,
    version: versionOf(found),
  };
}

/** A line of JSON that has all but the log lines, then the log lines of all: compressed together they share much. */
async function pack(borders: readonly StreamBorder[]): Promise<string> {
  const heads = borders.map(({ lines, ...head }) => ({ ...head, size: lines.length }));
  const json = Buffer.from(`${JSON.stringify(heads)}\n`);
  const whole = Buffer.concat([json, ...borders.map(({ lines }) => lines)]);
  const packed = await compress(whole);
  // Given back at once: several megabytes, of no pool then.
  if (whole.length === whole.buffer.byteLength) whole.buffer.transfer(0);
  return Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength).toString('base64');
}

async function unpack(packed: string): Promise<StreamBorder[]> {
  const { buffer, byteOffset, byteLength } = await decompress(Buffer.from(packed, 'base64'));
  const bytes = Buffer.from(buffer, byteOffset, byteLength);
  let end = bytes.indexOf('\n') + 1;
  const heads = JSON.parse(bytes.toString('utf8', 0, end)) as (Omit<StreamBorder, 'lines'> & { size: number })[];
  return heads.map(({ size, ...head }) => {
    end += size;
    return { ...head, lines: bytes.subarray(end - size, end) };
  });
}
