import { Disposable, extensions, FileType, type LogOutputChannel, Uri, workspace } from 'vscode';
import { foldersOf, readPyvenv } from '../core/source/interpreterFolders.ts';
import type { InterpreterFolders } from '../core/source/libraryCandidates.ts';
import type { EnvironmentsApi, PythonExtension } from './pythonExtension.ts';
import { readDocument } from './readDocument.ts';

const PYTHON_EXTENSION = 'ms-python.python';
/** The folders that environments are made in by custom. */
const ENVIRONMENTS = ['.venv', 'venv'];

/**
 * The folders of the workspace's Pythons: those that the Python extension was told to use, and the environments that lie in
 * the workspace. Nothing is run for it; never ask in Restricted Mode or on a virtual workspace.
 */
export class Interpreters implements Disposable {
  readonly #log: LogOutputChannel;
  readonly #listening: Disposable[] = [];
  #known: Promise<InterpreterFolders> | undefined;

  constructor(log: LogOutputChannel) {
    this.#log = log;
    this.#listening.push(workspace.onDidChangeWorkspaceFolders(() => this.forget()));
  }

  /** Remembered, unless none was found. */
  async folders(): Promise<InterpreterFolders> {
    const found = await (this.#known ??= this.#find());
    if (found.packages.length + found.library.length === 0) this.forget();
    return found;
  }

  forget(): void {
    this.#known = undefined;
  }

  dispose(): void {
    Disposable.from(...this.#listening).dispose();
  }

  async #find(): Promise<InterpreterFolders> {
    const folders = (workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
    const chosen = await this.#chosen(folders.map(({ uri }) => uri));
    const inside = folders.flatMap(({ uri }) => ENVIRONMENTS.map((name) => Uri.joinPath(uri, name).fsPath));
    const all = [];
    for (const prefix of new Set([...chosen, ...inside])) all.push(await environment(prefix));
    return {
      packages: [...new Set(all.flatMap(({ packages }) => packages))],
      library: [...new Set(all.flatMap(({ library }) => library))],
    };
  }

  /** The prefixes of the interpreters that were chosen in the Python extension. */
  async #chosen(resources: readonly Uri[]): Promise<string[]> {
    const extension = extensions.getExtension<PythonExtension>(PYTHON_EXTENSION);
    if (!extension) return [];
    try {
      const { environments } = await extension.activate();
      if (this.#listening.length === 1)
        this.#listening.push(environments.onDidChangeActiveEnvironmentPath(() => this.forget()));
      return await prefixes(environments, resources);
    } catch (error) {
      // Library frames then lead to .venv only; the explanation of a frame names the folders that were looked in.
      this.#log.warn('The Python extension did not tell its interpreter:', error);
      return [];
    }
  }
}

async function prefixes(environments: EnvironmentsApi, resources: readonly Uri[]): Promise<string[]> {
  const found = [];
  for (const resource of resources) {
    const resolved = await environments.resolveEnvironment(environments.getActiveEnvironmentPath(resource));
    const prefix = resolved?.executable.sysPrefix;
    if (prefix) found.push(prefix);
  }
  return found;
}

/** What an environment imports, with what the Python brought along that it was made by. */
async function environment(prefix: string): Promise<InterpreterFolders> {
  const { base, version } = readPyvenv((await readDocument(Uri.joinPath(Uri.file(prefix), 'pyvenv.cfg'))) ?? '');
  const own = await installation(prefix, version);
  if (base === undefined || own.packages.length === 0) return own;
  // Its own folder holds no library of Python, only packages.
  return { packages: own.packages, library: (await installation(base, version)).library };
}

async function installation(prefix: string, version: string | undefined): Promise<InterpreterFolders> {
  const libraries = [...(await foldersIn(prefix, 'lib')), ...(await foldersIn(prefix, 'Lib'))];
  return foldersOf({ prefix, libraries, ...(version === undefined ? {} : { version }) });
}

async function foldersIn(prefix: string, name: string): Promise<string[]> {
  try {
    const entries = await workspace.fs.readDirectory(Uri.joinPath(Uri.file(prefix), name));
    return entries.flatMap(([entry, type]) => (type & FileType.Directory ? [entry] : []));
  } catch {
    // No such folder: no such Python.
    return [];
  }
}
