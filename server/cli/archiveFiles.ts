import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { looksLikeS3, parseS3Address, s3Name } from '../../src/core/papertrail/s3Address.ts';
import { isArchiveName } from '../../src/core/papertrail/archiveName.ts';

/**
 * The archives that the words of a command line name, in the order to take them in: a file or `-` as it is, a folder as
 * all the archives below it, by path, an address of S3 as `s3://bucket/key`. Throws for what is not there, and for a folder without archives.
 */
export async function archiveFiles(words: readonly string[]): Promise<string[]> {
  const files: string[] = [];
  for (const word of words) {
    if (looksLikeS3(word)) files.push(s3Name(parseS3Address(word)));
    else if (word === '-' || !(await isFolder(word))) files.push(word);
    else files.push(...(await archivesBelow(word)));
  }
  return [...new Set(files)];
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    throw unreadable(path, error);
  }
}

async function archivesBelow(folder: string): Promise<string[]> {
  let names: string[];
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    names = entries
      .filter((entry) => !entry.isDirectory() && isArchiveName(entry.name))
      .map((entry) => join(entry.parentPath, entry.name));
  } catch (error) {
    throw unreadable(folder, error);
  }
  if (names.length === 0) throw new Error(`No archives in ${folder}: their names end in .tsv.gz or .tsv.`);
  return names.sort();
}

function unreadable(path: string, error: unknown): Error {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return new Error(`There is no ${path}.`);
  if (code === 'EACCES') return new Error(`Could not read ${path}: no permission.`);
  return new Error(`Could not read ${path}: ${message}`);
}
