import { belowRoot, isLibraryPath } from '../python/applicationPath.ts';
import { framePath } from '../source/framePath.ts';

/**
 * A line of the application at its code host: the template's `{path}` and `{line}` filled in, the path below where the
 * application was deployed. Undefined for a library's frame and for what is no file: its address would lead nowhere.
 */
export function codeLink(template: string, { path, line }: { path: string; line: number }): string | undefined {
  const file = framePath(path);
  if (file.kind === 'none' || isLibraryPath(path)) return undefined;
  // Log text is hostile: whatever a path holds stays within its own part of the address.
  const below = belowRoot(file.path).split('/').filter(Boolean).map(encodePart).join('/');
  if (below === '') return undefined;
  return template.replace(/\{(?:path|line)\}/g, (name) => (name === '{path}' ? below : String(line)));
}

function encodePart(part: string): string {
  return encodeURIComponent(part.toWellFormed());
}
