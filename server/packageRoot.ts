import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The folder of the package's package.json, wherever this code runs from: the sources or a bundle below `dist`.
 * Throws when there is none above it.
 */
export function packageRoot(): string {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (folder === dirname(folder))
      throw new Error(`No package.json above ${import.meta.dirname}: the installation is not whole.`);
  }
}
