import { Disposable, Uri, workspace } from 'vscode';
import { isLibraryPath } from '../core/python/applicationPath.ts';
import type { Frame } from '../core/python/traceback.ts';
import { decideByText, type Evidence, evidenceFor } from '../core/source/decideByText.ts';
import { framePath } from '../core/source/framePath.ts';
import { isInstalled, libraryCandidates } from '../core/source/libraryCandidates.ts';
import { type CandidateFile, matchPath, type PathMatch } from '../core/source/matchPath.ts';
import { folderToSearch, matchRenamed } from '../core/source/matchRenamed.ts';
import { readPython } from '../core/source/pythonText.ts';
import type { Attempt, Found } from './attempt.ts';
import { candidates, type FoundFile } from './candidates.ts';
import { type Choices, MAPPINGS_SETTING } from './choices.ts';
import { folderName } from './folderName.ts';
import type { Interpreters } from './interpreters.ts';
import type { NamedFiles } from './namedFiles.ts';
import { exists, readDocument } from './readDocument.ts';
import { realPlace } from './workspaceBorder.ts';
import { packageRoots, withTracked } from './surroundings.ts';

/** Texts that are read to choose among files. */
const MOST_READ = 20;
/** Paths whose answers are remembered: a log can name any number. */
const MOST_KNOWN = 2_000;
/** Folders, and the name, of a path's end. */
const MOST_PARTS = 6;

/** What finding needs of the rest. */
export interface FinderParts {
  files: NamedFiles;
  choices: Choices;
  interpreters: Interpreters;
}

/** Finds the file that a frame's path means, in the order that costs least. What was found is remembered until files or settings change. */
export class FileFinder implements Disposable {
  readonly #parts: FinderParts;
  readonly #known = new Map<string, Promise<Found>>();
  readonly #listening: Disposable;

  constructor(parts: FinderParts) {
    this.#parts = parts;
    const forget = (): void => this.#known.clear();
    this.#listening = Disposable.from(
      parts.files.onDidChange(forget),
      workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration(MAPPINGS_SETTING)) forget();
      }),
    );
  }

  /** In the workspace only, and without a second search: cheap enough for every frame of a list. `frames` share their path. */
  find(path: string, frames: readonly Frame[]): Promise<Found> {
    const known = this.#known.get(path);
    if (known) return known;
    const found = this.#find(path, frames);
    this.#known.set(path, found);
    const [oldest] = this.#known.keys();
    if (this.#known.size > MOST_KNOWN && oldest !== undefined) this.#known.delete(oldest);
    found.catch(() => this.#known.delete(path));
    return found;
  }

  /** With all that takes longer: a renamed file, the interpreter's folders, the path itself on this machine. */
  async findAnywhere(path: string, frames: readonly Frame[]): Promise<Found> {
    let found = await this.find(path, frames);
    if (found.kind !== 'none') return found;
    if (found.attempt.searched !== undefined) {
      // Files may have come in ways that nobody was told of: a click is worth a new search.
      this.#parts.files.forget(found.attempt.searched);
      found = await this.find(path, frames);
      if (found.kind !== 'none') return found;
    }
    const named = framePath(path);
    if (named.kind === 'none') return found;
    const { attempt } = found;
    const renamed = await this.#renamed(named.path, frames, attempt);
    if (renamed.kind !== 'none') return renamed;
    if (!workspace.isTrusted)
      return none({ ...attempt, because: `${attempt.because}; Restricted Mode looks no further` });
    const installed = isLibraryPath(named.path) ? await this.#inInterpreter(named.path, attempt) : found;
    return installed.kind === 'none' ? ((await onThisMachine(named.path)) ?? installed) : installed;
  }

  /** Lets the next question for the path be answered anew, such as after its file turned out to be gone. */
  forget(path: string): void {
    this.#known.delete(path);
    const named = framePath(path);
    if (named.kind === 'file') this.#parts.files.forget(named.name);
  }

  dispose(): void {
    this.#listening.dispose();
    this.#known.clear();
  }

  async #find(printed: string, frames: readonly Frame[]): Promise<Found> {
    const named = framePath(printed);
    const attempt: Attempt = { path: printed, because: '', mapped: [], looked: [], library: [] };
    if (named.kind === 'none') return none({ ...attempt, because: named.because });
    const { path, name } = named;
    const mapped = await this.#mapped(path, attempt);
    if (mapped) return mapped;
    const here = inWorkspace(path);
    if (here && (await exists(here))) return file(here, { ...attempt, because: 'It is the very path' });
    const library = isLibraryPath(path);
    // Python's own library is nobody's source; every package has an __init__.py.
    if (library && (!isInstalled(path) || name === '__init__.py'))
      return none({ ...attempt, because: 'It belongs to Python or to an installed package' });
    if (!workspace.workspaceFolders?.length)
      return none({ ...attempt, because: 'No folder is open: open the one that holds the source' });
    attempt.searched = name;
    const searched = await this.#parts.files.of(name);
    const all = candidates(searched.length > 0 ? searched : await withoutSearch(path));
    const chosen = this.#parts.choices.chosen();
    const match = matchPath(path, all, { chosen });
    return match.kind === 'several' || match.kind === 'unsure'
      ? this.#decide(path, match, all, frames, attempt)
      : foundBy(match, all, attempt);
  }

  /** By what else is known of files that agree equally well, then by what stands in them. */
  async #decide(
    path: string,
    match: PathMatch,
    all: readonly FoundFile[],
    frames: readonly Frame[],
    attempt: Attempt,
  ): Promise<Found> {
    const known = await withTracked(all.slice(0, MOST_READ));
    const chosen = this.#parts.choices.chosen();
    const again =
      match.kind === 'several' ? matchPath(path, known, { chosen, packageRoots: await packageRoots(known) }) : match;
    const [judged, files] = match.kind === 'several' ? [again, known] : [match, all];
    return foundBy(decideByText(judged, await evidence(judged, files, frames)), files, attempt);
  }

  async #mapped(path: string, attempt: Attempt): Promise<Found | undefined> {
    for (const { mapping, path: mapped, folder } of this.#parts.choices.mapped(path)) {
      for (const root of workspace.workspaceFolders ?? []) {
        if (folder !== undefined && folder !== folderName(root)) continue;
        const uri = Uri.joinPath(root.uri, mapped);
        const there = await exists(uri);
        attempt.mapped.push({ mapping, path: mapped, there });
        if (there)
          return file(uri, {
            ...attempt,
            because: `${mapping.from} is ${mapping.to || folderName(root)}, as you chose`,
          });
      }
    }
    return undefined;
  }

  async #renamed(path: string, frames: readonly Frame[], attempt: Attempt): Promise<Found> {
    const folder = folderToSearch(path);
    if (folder === undefined) return none(attempt);
    const all = candidates(await this.#parts.files.below(folder));
    const match = matchRenamed(path, all);
    const decided = decideByText(match, await evidence(match, all, frames));
    return decided.kind === 'none' ? none(attempt) : foundBy(decided, all, attempt);
  }

  async #inInterpreter(path: string, attempt: Attempt): Promise<Found> {
    const folders = await this.#parts.interpreters.folders();
    const library = libraryCandidates(path, folders);
    for (const candidate of library) {
      const uri = Uri.file(candidate);
      if (await exists(uri)) return file(uri, { ...attempt, library, because: 'It lies in the interpreter’s folders' });
    }
    const known = folders.packages.length + folders.library.length > 0;
    const because = known ? 'the chosen interpreter does not have it' : 'no interpreter is known in this workspace';
    return none({ ...attempt, library, because: `${attempt.because}; ${because}` });
  }
}

/** What stands in the files that a match leaves to choose from. */
async function evidence(
  match: PathMatch,
  all: readonly FoundFile[],
  frames: readonly Frame[],
): Promise<Map<CandidateFile, Evidence>> {
  const found = new Map<CandidateFile, Evidence>();
  if (match.kind !== 'several' && match.kind !== 'unsure') return found;
  for (const one of match.files.slice(0, MOST_READ)) {
    const uri = all.find((candidate) => candidate === one)?.uri;
    const text = uri && (await realPlace(uri)).inside ? await readDocument(uri) : undefined;
    if (text !== undefined) found.set(one, evidenceFor(frames, readPython(text)));
  }
  return found;
}

/** Virtual workspaces may not be searchable: then the ends of the path are looked for in their folders. */
async function withoutSearch(path: string): Promise<Uri[]> {
  const roots = (workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme !== 'file');
  const parts = path.split('/').slice(-MOST_PARTS);
  const ends = parts.map((_, i) => parts.slice(i).join('/'));
  const places = roots.flatMap(({ uri }) =>
    ends.flatMap((end) => [Uri.joinPath(uri, end), Uri.joinPath(uri, 'src', end)]),
  );
  const there = await Promise.all(places.map(exists));
  return places.filter((_, i) => there[i]);
}

/** The path itself, when it leads into a folder of the workspace: a traceback of this very machine. */
function inWorkspace(path: string): Uri | undefined {
  if (!isAbsolute(path)) return undefined;
  const uri = Uri.file(path);
  return workspace.getWorkspaceFolder(uri) && uri;
}

async function onThisMachine(path: string): Promise<Found | undefined> {
  const local = workspace.workspaceFolders?.every(({ uri }) => uri.scheme === 'file') ?? true;
  const uri = Uri.file(path);
  if (!local || !isAbsolute(path) || !(await exists(uri))) return undefined;
  return file(uri, { path, because: 'It is the very path, on this machine', mapped: [], looked: [], library: [] });
}

function isAbsolute(path: string): boolean {
  return /^(?:\/|[A-Za-z]:\/)/.test(path);
}

function foundBy(match: PathMatch, all: readonly FoundFile[], attempt: Attempt): Found {
  const told = { ...attempt, because: match.because, looked: match.looked };
  const found = (one: CandidateFile): FoundFile[] => all.filter((candidate) => candidate === one);
  if (match.kind === 'none') return none(told);
  if (match.kind !== 'one') return { kind: 'several', files: match.files.flatMap(found), attempt: told };
  const [only] = found(match.file);
  return only ? file(only.uri, told) : none(told);
}

function file(uri: Uri, attempt: Attempt): Found {
  return { kind: 'file', uri, attempt };
}

function none(attempt: Attempt): Found {
  return { kind: 'none', attempt };
}
