import { Uri, workspace, type Memento } from 'vscode';
import type { Frame, LineNumber, PythonException } from '../../../src/core/python/traceback.ts';
import type { Traceback } from '../../../src/stores/store.ts';

/** The folder that the suite runs in. */
export function root(): Uri {
  const [folder] = workspace.workspaceFolders ?? [];
  if (!folder) throw new Error('The suite needs a folder to run in.');
  return folder.uri;
}

/** Writes a file of the workspace; gives its address. */
export async function write(path: string, text: string): Promise<Uri> {
  const uri = Uri.joinPath(root(), path);
  await workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}

/** Deletes what the tests wrote; the editor's settings stay. */
export async function clean(): Promise<void> {
  for (const [name] of await workspace.fs.readDirectory(root()))
    if (name !== '.vscode') await workspace.fs.delete(Uri.joinPath(root(), name), { recursive: true });
}

export function frame(path: string, line: number, name: string | null, source: string | null): Frame {
  return { path, line: line as LineNumber, function: name, source };
}

/** A traceback of these frames: of one exception, outermost first. */
export function traceback(...frames: Frame[]): Traceback {
  const exceptions: PythonException[] = [{ type: 'AssertionError', message: '-3', relation: null, frames }];
  return {
    id: '700594302233129020',
    at: '2016-08-12T03:18:41.000Z',
    instance: 'i-cc6b5552',
    program: 'engine.debug',
    exceptions,
    text: '',
    context: { before: [], after: [] },
    fingerprint: '2:0123456789abcdef',
    archive: 'made',
    labels: {},
  };
}

/** A workspace's memory for one test. */
export function newMemory(): Memento {
  const values = new Map<string, unknown>();
  return {
    keys: () => [...values.keys()],
    get: <T>(key: string, otherwise?: T) => (values.has(key) ? values.get(key) : otherwise) as T,
    update: async (key: string, value: unknown) => void values.set(key, value),
  };
}
