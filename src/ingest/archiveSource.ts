import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';

/** An archive's bytes as they stand, still compressed when it is. */
export interface ArchiveSource {
  /** How people are told of it. */
  label: string;
  /** Changes whenever the bytes do. */
  etag: string;
  /** Bytes; undefined for standard input. */
  size?: number;
  /** Set once the bytes were replaced while they were read: start over with a new source. */
  readonly changed?: boolean;
  read(): Readable;
}

/** Why an archive cannot be read: one sentence that says what, where, and what to do. */
export class ArchiveError extends Error {
  override name = 'ArchiveError';
}

/** Bytes read at a time: larger ones make no difference, smaller ones cost time. */
const READ_SIZE = 262_144;

/** A local file, or standard input for `-`. Throws ArchiveError when it is not there, not a file, or not to be read. */
export async function localSource(file: string): Promise<ArchiveSource> {
  if (file === '-') {
    // Reading descriptor 0 as a file fails on pipes that do not block; on a thread this is what the main thread gives it.
    return { label: 'standard input', etag: `stdin-${Date.now()}`, read: () => process.stdin };
  }
  const handle = await open(file, 'r').catch((error: NodeJS.ErrnoException) => {
    throw new ArchiveError(whyNot(file, error), { cause: error });
  });
  try {
    const { size, mtimeMs, mode } = await handle.stat();
    if ((mode & TYPE_OF_FILE) === FOLDER)
      throw new ArchiveError(`${file} is a folder: name an archive (.tsv or .tsv.gz).`);
    return {
      label: file,
      etag: `${size}-${mtimeMs}`,
      size,
      read: () => createReadStream(file, { highWaterMark: READ_SIZE }),
    };
  } finally {
    await handle.close();
  }
}

/** An archive that is not to be had, so that the ledger says why: reading it throws. */
export function missingSource(label: string, error: ArchiveError): ArchiveSource {
  return {
    label,
    etag: 'none',
    read: () => {
      throw error;
    },
  };
}

const TYPE_OF_FILE = 0o170_000;
const FOLDER = 0o040_000;

function whyNot(file: string, { code, message }: NodeJS.ErrnoException): string {
  if (code === 'ENOENT') return `${file} does not exist: check the name.`;
  if (code === 'EACCES' || code === 'EPERM')
    return `${file} may not be read by this user (permission denied): check its owner and mode.`;
  if (code === 'EMFILE' || code === 'ENFILE') return `${file} could not be opened: too many files are open already.`;
  return `${file} could not be opened: ${message}.`;
}
