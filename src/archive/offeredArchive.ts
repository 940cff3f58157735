import { type DataTransferFile, env, FileSystemError, FileType, type Uri, workspace } from 'vscode';
import { cutMiddle } from '../core/wording/cutMiddle.ts';
import { errorSentence } from '../core/wording/errorSentence.ts';
import { oneLine } from '../core/wording/oneLine.ts';
import { size } from '../core/wording/size.ts';
import { visible } from '../core/wording/visible.ts';
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
      try {
        const { size: bytes, type } = await workspace.fs.stat(uri);
        if (type & FileType.Directory) throw FileSystemError.FileIsADirectory(uri);
        if (bytes > MOST_HANDED_OVER)
          throw new Error(`it is too large to be read through ${uri.scheme} (${size(bytes)})`);
        return handOver(name, await workspace.fs.readFile(uri));
      } catch (error) {
        throw new Error(`Could not read ${cutMiddle(visible(uri.toString(true)), 200)}: ${whyNot(error)}.`, {
          cause: error,
        });
      }
    },
  };
}

function whyNot(error: unknown): string {
  const code = error instanceof FileSystemError ? error.code : '';
  if (code === 'FileNotFound') return 'there is no such file';
  if (code === 'FileIsADirectory') return 'it is a folder: choose the archives in it';
  if (code === 'NoPermissions') return 'access is denied';
  const because = oneLine(errorSentence(error), 200);
  return `${because.replace(/\.$/, '')}. Save it to the disk and open it there`;
}

/** A file dropped on the view: read from the disk when the editor's extensions run on the same machine. */
export function offeredFile(file: DataTransferFile): OfferedArchive {
  const { uri } = file;
  if (uri?.scheme === 'file' && env.remoteName === undefined) return offeredUri(uri);
  return {
    path: file.name,
    // Where it lies on the other machine, which cannot be read from here.
    place: uri?.toString() ?? `dropped:${file.name}`,
    input: async (name) => handOver(name, await file.data()),
  };
}

function handOver(name: string, bytes: Uint8Array): ArchiveInput {
  // A copy is moved: a file system may hand over the very bytes that it keeps, and Node's buffers share their memory.
  return { kind: 'bytes', name, label: name, bytes: new Uint8Array(bytes).buffer };
}
