import type { LearnedMapping } from './learnedMapping.ts';

/** The mappings of a setting that can be used, and one sentence for each entry that cannot. */
export interface ReadMappings {
  mappings: LearnedMapping[];
  problems: string[];
}

/** Reads `assertionContext.pathMappings`, which people edit by hand. */
export function readMappings(setting: unknown): ReadMappings {
  const read: ReadMappings = { mappings: [], problems: [] };
  if (setting === undefined || setting === null) return read;
  if (!Array.isArray(setting))
    return {
      mappings: [],
      problems: ['assertionContext.pathMappings must be a list, such as [{"from": "/opt/shop/", "to": "src/"}].'],
    };
  for (const [i, entry] of setting.entries()) {
    const mapping = readMapping(entry);
    if (typeof mapping === 'string') read.problems.push(`assertionContext.pathMappings, entry ${i + 1}: ${mapping}`);
    else read.mappings.push(mapping);
  }
  return read;
}

function readMapping(entry: unknown): LearnedMapping | string {
  if (typeof entry !== 'object' || entry === null) return 'must have "from" and "to".';
  const { from, to, folder } = entry as Record<string, unknown>;
  if (typeof from !== 'string' || from.trim() === '')
    return '"from" must be the beginning of a path, such as "/opt/shop/".';
  if (typeof to !== 'string') return '"to" must be a folder below the workspace folder, such as "src/", or empty.';
  if (folder !== undefined && typeof folder !== 'string') return '"folder" must be the name of a workspace folder.';
  const below = to.replaceAll('\\', '/').replace(/^\.\//, '');
  if (/^\/|^[A-Za-z][\w+.-]*:/.test(below))
    return `"to" must lie below the workspace folder; "${to}" begins outside of it.`;
  if (below.split('/').includes('..')) return `"to" must lie below the workspace folder; "${to}" climbs out of it.`;
  const named = folder === undefined || folder === '' ? {} : { folder };
  const begins = from.replaceAll('\\', '/');
  // A file is mapped to a file, a folder to a folder, whoever forgot the slash.
  if (isFile(begins) && isFile(below)) return { from: begins, to: below, ...named };
  return { from: slashed(begins), to: below === '' || below === '.' ? '' : slashed(below), ...named };
}

function isFile(path: string): boolean {
  return /\.\w+$/.test(path);
}

function slashed(path: string): string {
  return path.endsWith('/') ? path : `${path}/`;
}
