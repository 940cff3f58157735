import { readFile, stat } from 'node:fs/promises';
import { type Uri, workspace } from 'vscode';

/** A text longer than this was written by no hand; looking at it would hold up the editor's extensions. */
const MOST_BYTES = 8_000_000;

/**
 * A file's text as the editor has it: what is not saved yet counts. Undefined for a file that is not there, cannot be read or
 * is too long. It is read without opening it; files of this machine by Node, since `workspace.fs` asks the editor's window first.
 */
export async function readDocument(uri: Uri): Promise<string | undefined> {
  const open = workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  // What was saved is on the disk: a document may stay open unseen, and be late to notice that its file has changed.
  if (open && (open.isDirty || uri.scheme !== 'file')) return open.getText();
  try {
    const bytes = uri.scheme === 'file' ? await readShort(uri.fsPath) : await workspace.fs.readFile(uri);
    return bytes === undefined || bytes.length > MOST_BYTES ? undefined : new TextDecoder().decode(bytes);
  } catch {
    // Gone or no right to it: the caller says so with what it was needed for.
    return undefined;
  }
}

/** Whether there is such a file. */
export async function exists(uri: Uri): Promise<boolean> {
  try {
    await (uri.scheme === 'file' ? stat(uri.fsPath) : workspace.fs.stat(uri));
    return true;
  } catch {
    return false;
  }
}

/** Only files: reading a device or a pipe may never end. */
async function readShort(path: string): Promise<Uint8Array | undefined> {
  const about = await stat(path);
  return about.isFile() && about.size <= MOST_BYTES ? readFile(path) : undefined;
}
