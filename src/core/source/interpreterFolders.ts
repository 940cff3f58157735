import type { InterpreterFolders } from './libraryCandidates.ts';

/** What lies in an interpreter's folder. */
export interface Installation {
  /** The environment's or Python's own folder, such as `/usr` or `/home/ada/shop/.venv`. */
  prefix: string;
  /** The names in its folder `lib`; empty when there is none. */
  libraries: readonly string[];
  /** `3.12`, when known: other versions' folders are left out. */
  version?: string;
}

/** Where that Python keeps what it imports: as Linux, macOS and Debian lay it out, and as Windows does. */
export function foldersOf({ prefix, libraries, version }: Installation): InterpreterFolders {
  const lib = `${prefix.replaceAll('\\', '/').replace(/\/+$/, '')}/lib`;
  const pythons = libraries.filter((name) => isPython(name, version)).toSorted((a, b) => compareVersions(b, a));
  // Windows has no folder for each version; its file systems tell no case, so that `lib` is `Lib`.
  if (pythons.length === 0)
    return libraries.some((name) => name.toLowerCase() === 'site-packages') || libraries.includes('json')
      ? { packages: [`${lib}/site-packages`], library: [lib] }
      : { packages: [], library: [] };
  return {
    packages: pythons.flatMap((name) => [`${lib}/${name}/site-packages`, `${lib}/${name}/dist-packages`]),
    library: pythons.filter((name) => name.includes('.')).map((name) => `${lib}/${name}`),
  };
}

/** What `pyvenv.cfg` says of an environment: where the Python that made it lies, and its version (`3.12`). */
export function readPyvenv(text: string): { base?: string; version?: string } {
  const values = new Map(
    text.split(/\r?\n/).flatMap((line): [string, string][] => {
      const [, key, value] = /^\s*([\w-]+)\s*=\s*(.+?)\s*$/.exec(line) ?? [];
      return key === undefined || value === undefined ? [] : [[key.toLowerCase(), value]];
    }),
  );
  const home = values.get('home');
  const version = /^\d+\.\d+/.exec(values.get('version') ?? values.get('version_info') ?? '')?.[0];
  // `home` is the folder of the program: Windows has it beside `Lib`, others in `bin`.
  const base = home?.replaceAll('\\', '/').replace(/\/bin\/?$/, '');
  return { ...(base === undefined ? {} : { base }), ...(version === undefined ? {} : { version }) };
}

function isPython(name: string, version: string | undefined): boolean {
  if (!/^(?:python|pypy)\d/.test(name)) return false;
  // Debian keeps packages of every Python 3 in `python3`.
  return version === undefined || name.endsWith(version) || name === `python${version.split('.')[0]}`;
}

function compareVersions(one: string, other: string): number {
  return one.localeCompare(other, 'en', { numeric: true });
}
