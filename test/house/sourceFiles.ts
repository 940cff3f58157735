import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

/** The package's folder. */
export const root = join(import.meta.dirname, '..', '..');

/** One TypeScript file of the project, by its path below the root with forward slashes. */
export interface SourceFile {
  path: string;
  text: string;
}

/** The TypeScript files below some folders of the project, fixtures' own programs left out. */
export function sourceFiles(...folders: string[]): SourceFile[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => ({ path: slashed(relative(root, file)), text: readFileSync(file, 'utf8') })),
  );
}

/** What a file imports, statically or not, types included: packages as written, files by their path below the root. */
export function importsOf({ path, text }: SourceFile): string[] {
  const found = text.matchAll(
    /^\s*(?:import|export)\s[^'"`;]*?from\s+'([^']+)'|^\s*import\s+'([^']+)'|\bimport\(\s*'([^']+)'/gm,
  );
  return [...found].map(([, from, bare, dynamic]) => {
    const name = from ?? bare ?? dynamic ?? '';
    return name.startsWith('.') ? slashed(join(dirname(path), name)) : name;
  });
}

function slashed(path: string): string {
  return path.split(sep).join('/');
}
