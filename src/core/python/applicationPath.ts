import type { Frame } from './traceback.ts';

const LIBRARY =
  /(?:^|\/)(?:site-packages|dist-packages)\/|(?:^|\/)(?:lib|lib64|Lib)\/(?:python|pypy)?\d?[\d.]*\/|\/lib\/python\d(?:\.\d+)?\/|(?:^|\/)Python\d+\/Lib\/|\.zip\/|^<frozen |^<__array_function__|^<attrs generated|^<string>$|^<decorator-gen/;

/** True for a frame of Python's own library, an installed package, or code made at run time. */
export function isLibraryPath(path: string): boolean {
  return LIBRARY.test(path.replaceAll('\\', '/'));
}

/** What release folders are called: dates, numbers, commit hashes, versions. */
const RELEASE = /^(?:\d{6,}(?:[-_.T]\d+)*|\d{4}-\d\d-\d\d.*|[0-9a-f]{7,40}|v?\d+(?:\.\d+)+|current|releases?|build|checkout|deploy(?:ment)?s?)$/;
const ROOT = /^(?:\/(?:opt|srv|apps?)\/[^/]+\/|\/(?:home|Users)\/[^/]+\/(?:[^/]+\/)?|\/var\/www\/[^/]+\/|\/var\/task\/|\/usr\/(?:local\/)?src\/(?:app\/)?|\/(?:app|code|src|workspace|root)\/|[A-Za-z]:\/)/;

/**
 * A frame's path below the application's root, so that where it was deployed does not matter: from the last release
 * folder on, or below the usual places (`/opt/NAME/`, `/srv/NAME/`, `/home/USER/NAME/`, `/app/` …).
 * Of an installed package: from the package on. Always with forward slashes.
 */
export function belowRoot(path: string): string {
  const unix = path.replaceAll('\\', '/');
  const installed = /^.*\/(?:site|dist)-packages\/(.+)$/s.exec(unix) ?? /^.*\/lib(?:64)?\/python\d(?:\.\d+)?\/(.+)$/s.exec(unix);
  if (installed?.[1] !== undefined) return installed[1];
  const folders = unix.split('/');
  let start = folders.length - 1;
  while (start > 0 && !RELEASE.test(folders[start - 1] ?? '')) start--;
  if (start > 0) return dropProject(folders.slice(start), folders.slice(0, start));
  return unix.replace(ROOT, '') || unix;
}

/** `/srv/releases/2026…/shop/orders/cart.py`: the folder below a release that repeats no other is the project's own. */
function dropProject(below: string[], above: string[]): string {
  const [first] = below;
  return (below.length > 2 && first !== undefined && above.includes(first) ? below.slice(1) : below).join('/');
}

/** The application's own frames, outermost first; all frames when there are no own ones. */
export function ownFrames(frames: readonly Frame[]): readonly Frame[] {
  const own = frames.filter((frame) => !isLibraryPath(frame.path));
  return own.length > 0 ? own : frames;
}
