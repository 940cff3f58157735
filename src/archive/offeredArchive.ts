import { basename } from 'node:path/posix';
import { type DataTransferFile, env, type Uri, workspace } from 'vscode';
import { size } from '../core/wording/size.ts';
import type { ArchiveInput } from './archiveProtocol.ts';

/** An archive that someone wants to open, not read yet. */
export interface OfferedArchive {
  /** With slashes; its last parts name the archive. */
  path: string;
  /** Tells it from others that are called alike. */
  place: string;
  /** How the worker gets it. Throws with one sentence when it cannot be had. */
  input(name: string): Promise<ArchiveInput>;
}

/** More than this is not read through the editor, which would hold all of it in memory at once. */
const MOST_HANDED_OVER = 512e6;

/** A file of the disk is read by the worker itself; of anywhere else, the editor reads it and hands it over. */
export function offeredUri(uri: Uri): OfferedArchive {
  return {
    path: uri.path,
    place: uri.toString(),
    input: async (name) => {
      if (uri.scheme === 'file') return { kind: 'file', name, path: uri.fsPath };
      const { size: bytes } = await workspace.fs.stat(uri);
      if (bytes > MOST_HANDED_OVER)
        throw new Error(
          `${basename(uri.path)} is too large to be read through ${uri.scheme} (${size(bytes)}): save it to the disk and open it there.`,
        );
      return handOver(name, await workspace.fs.readFile(uri));
    },
  };
}

/** A file dropped on the view: read from the disk when the editor's extensions run on the same machine. */
export function offeredFile(file: DataTransferFile): OfferedArchive {
  const { uri } = file;
  if (uri?.scheme === 'file' && env.remoteName === undefined) return offeredUri(uri);
  return {
    path: file.name,
    place: `dropped:${file.name}`,
    input: async (name) => handOver(name, await file.data()),
  };
}

function handOver(name: string, bytes: Uint8Array): ArchiveInput {
  // What is moved must be all of its buffer.
  const own = bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice();
  return { kind: 'bytes', name, label: name, bytes: own.buffer as ArrayBuffer };
}
