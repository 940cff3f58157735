import { Disposable, EventEmitter, type Uri, workspace } from 'vscode';
import { searchFiles } from './searchFiles.ts';

/** Where no team keeps its own source. */
const EXCLUDED = '**/{.git,.hg,.tox,.nox,.venv,venv,node_modules,site-packages,__pycache__}/**';

/** More files of one name are not ranked. */
const MOST = 200;

/** Names that are remembered: a log can name any number. */
const MOST_NAMES = 4_000;

/** Kinds of files with a watcher each. A log can make up any number of endings: beyond these, one watches for all. */
const MOST_KINDS = 4;

/** The watcher for all kinds; no ending is like it. */
const ALL = '*';

/** The workspace's files by name: one search a name, remembered until a file of that kind comes or goes. */
export class NamedFiles implements Disposable {
  readonly #found = new Map<string, Promise<readonly Uri[]>>();
  readonly #watchers = new Map<string, Disposable>();
  readonly #changed = new EventEmitter<void>();
  readonly #listening: Disposable;
  /** False once a search came to no end. */
  #isSearchable = true;

  /** Tells when what was found may be wrong now. */
  readonly onDidChange = this.#changed.event;

  constructor() {
    // A folder that is renamed or deleted here tells nothing of the files in it.
    const all = (): void => this.forget();
    this.#listening = Disposable.from(
      workspace.onDidChangeWorkspaceFolders(() => {
        this.#isSearchable = true;
        all();
      }),
      workspace.onDidRenameFiles(all),
      workspace.onDidDeleteFiles(all),
      workspace.onDidCreateFiles(all),
    );
  }

  /** Files of that name, at most 200, in no order. */
  of(name: string): Promise<readonly Uri[]> {
    const known = this.#found.get(name);
    if (known) return known;
    this.#watch(name);
    const searched = this.#search(`**/${escaped(name)}`);
    this.#found.set(name, searched);
    const [oldest] = this.#found.keys();
    if (this.#found.size > MOST_NAMES && oldest !== undefined) this.#found.delete(oldest);
    searched.catch(() => this.#found.delete(name));
    return searched;
  }

  /** Python files in or below any folder of that name, at most 200: for a file that was renamed. Not remembered. */
  below(folder: string): Promise<readonly Uri[]> {
    return this.#search(`**/${escaped(folder)}/**/*.py`);
  }

  /** Lets the next question be searched for anew: of one name, or of all. */
  forget(name?: string): void {
    if (name === undefined) this.#found.clear();
    else this.#found.delete(name);
    this.#changed.fire();
  }

  dispose(): void {
    this.#listening.dispose();
    this.#endWatching();
    this.#found.clear();
    this.#changed.dispose();
  }

  async #search(glob: string): Promise<readonly Uri[]> {
    const found = this.#isSearchable ? await searchFiles(glob, EXCLUDED, MOST) : undefined;
    this.#isSearchable = found !== undefined;
    return found ?? [];
  }

  /** One watcher for each kind of file that was asked for, nearly always Python's alone. */
  #watch(name: string): void {
    const kind = /\.\w+$/.exec(name)?.[0] ?? '';
    if (this.#watchers.has(kind) || this.#watchers.has(ALL)) return;
    if (this.#watchers.size < MOST_KINDS) {
      this.#watchers.set(kind, this.#watcher(`**/*${kind}`));
      return;
    }
    this.#endWatching();
    this.#watchers.set(ALL, this.#watcher('**/*'));
  }

  #watcher(glob: string): Disposable {
    const watcher = workspace.createFileSystemWatcher(glob, false, true, false);
    const changed = ({ path }: Uri): void => {
      const gone = path.slice(path.lastIndexOf('/') + 1);
      if (this.#found.has(gone)) this.forget(gone);
    };
    return Disposable.from(watcher, watcher.onDidCreate(changed), watcher.onDidDelete(changed));
  }

  #endWatching(): void {
    for (const watcher of this.#watchers.values()) watcher.dispose();
    this.#watchers.clear();
  }
}

/** A name with what a glob would take for a pattern set in brackets. */
function escaped(name: string): string {
  return name.replaceAll(/[*?[\]{}!]/g, '[$&]');
}
