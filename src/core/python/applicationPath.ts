import type { Frame } from './traceback.ts';

/** Where Python's own library, installed packages and launchers lie, and what Python calls code that has no file. */
const LIBRARY = new RegExp(
  [
    String.raw`(?:^|/)(?:site-packages|dist-packages|lib-python|lib_pypy|lib-dynload)/`,
    String.raw`/(?:lib|lib64|Lib)/(?:python|pypy)\d?(?:\.\d+)*/`,
    String.raw`/(?:pymodules|pyshared)/`,
    // Windows: C:\Python27\lib\…, …\Python\Python311\Lib\…, C:\ProgramData\Anaconda3\lib\…
    String.raw`/(?:Python[\d.]*(?:-32|-64)?|(?:Ana|Mini|mini|ana)conda[23]?|Miniforge3|miniforge3)/[Ll]ib/`,
    // Wheels, eggs and zips of Python itself, and what brings its packages along: pex, zc.buildout, Spark.
    String.raw`/(?:[^/]+\.(?:egg|whl)|python[\d.]+\.zip|pyspark\.zip|py4j-[^/]+\.zip|installed_wheels)/`,
    // The AWS Lambda and App Engine run times, and Lambda layers.
    String.raw`^/var/(?:runtime|lang)/|^/opt/python/(?!current/|bundle/|run/|ondeck/)|^/base/alloc/`,
    // Launchers such as /usr/bin/celery and /opt/shop/venv/bin/gunicorn.
    String.raw`^/(?:usr/(?:local/)?)?s?bin/|/(?:\.?v?env|virtualenv|\.virtualenvs/[^/]+|\.pyenv/.+)/s?bin/|/Scripts/[^/]+(?:\.exe(?:/__main__\.py)?|-script\.py)$`,
    String.raw`^<(?:frozen |__array_function__|attrs generated|string>$|unknown>$|decorator-gen)`,
  ].join('|'),
);

/** True for a frame of Python's own library, an installed package, a launcher, or code made at run time. */
export function isLibraryPath(path: string): boolean {
  return LIBRARY.test(forwardSlashes(path));
}

/** Greedy: the last such folder counts. What follows is an importable path. */
const INSTALLED =
  /^.*\/(?:(?:site|dist)-packages|(?:lib|lib64|Lib)\/(?:python|pypy)\d?(?:\.\d+)*|lib-python\/[\d.]+|lib_pypy|(?:Python[\d.]*(?:-32|-64)?|(?:[Aa]na|[Mm]ini)conda[23]?|[Mm]iniforge3)\/[Ll]ib)\/(.+)$/s;
const INSIDE_PACKAGE = /^(?:.*\/)?[^/]+\.(?:egg|whl|zip|pyz|pex)\/(.+)$/s;

/** What release folders are called: dates, numbers, commit hashes, versions. */
const RELEASE =
  /^(?:\d{6,}(?:[-_.T]\d+)*|\d{4}-\d\d-\d\d.*|(?=[a-f]*\d)[0-9a-f]{7,40}|v?\d+(?:\.\d+)+|\d{8}t\d{6}.*|release[-_]\d.*|current)$/;

/** Where applications are put, from the root on. The first that fits is taken off. */
const ROOT = new RegExp(
  `^(?:${[
    String.raw`/opt/python/(?:current|bundle/\d+|run|ondeck)/app/`,
    String.raw`/(?:var/task|function|home/site/wwwroot|github/workspace|var/app/staging)/`,
    String.raw`/home/runner/work/[^/]+/[^/]+/`,
    String.raw`/builds/[^/]+/[^/]+/`,
    String.raw`/usr/(?:local/)?src/(?:app/)?`,
    String.raw`/(?:opt|srv|apps|sites)/[^/]+/`,
    String.raw`/usr/(?:local/)?(?:share|lib)/[^/]+/`,
    String.raw`/(?:var/www|srv/www|var/lib|var/opt)/(?:[^/]+/)?`,
    String.raw`/(?:app|code|src|workspace|project|usr/app)/`,
    String.raw`(?:/root|/(?:home|Users)/[^/]+|[A-Za-z]:/Users/[^/]+)/(?:(?:apps|code|dev|git|projects|repos|src|work|workspace|Documents|Desktop|PycharmProjects)/)?(?:[^/]+/)?`,
    String.raw`/(?:private/)?(?:var/)?tmp/(?:[^/]+/)?`,
    String.raw`[A-Za-z]:/inetpub/wwwroot/(?:[^/]+/)?`,
    String.raw`[A-Za-z]:/(?:[^/]+/)?`,
    String.raw`//[^/]+/[^/]+/`,
  ].join('|')})`,
);

/**
 * A frame's path below the application's root, so that where it was deployed does not matter: below the last release
 * folder (a date, a number, a version, a commit hash, `current`), or below the usual places (`/opt/NAME/`, `/srv/NAME/`,
 * `/home/USER/NAME/`, `/app/`, `/var/task/`, `C:\NAME\` …). Of Python's library or an installed package: from the module
 * on. Always with forward slashes; never empty for a path that is not.
 */
export function belowRoot(path: string): string {
  const unix = resolved(forwardSlashes(path));
  const inside = INSTALLED.exec(unix)?.[1] ?? unix;
  const packed = INSIDE_PACKAGE.exec(inside)?.[1] ?? inside;
  if (packed !== unix) return packed;
  // Elastic Beanstalk's `current` is no release folder: the application lies in its `app`.
  if (unix.startsWith('/opt/python/')) return unix.replace(ROOT, '');
  const folders = unix.split('/');
  const release = folders.findLastIndex((folder, i) => i < folders.length - 1 && RELEASE.test(folder));
  if (release >= 0) return folders.slice(release + 1).join('/');
  const below = unix.replace(ROOT, '');
  return below === '' ? unix : below;
}

/** The application's own frames, outermost first; all frames when there are no own ones. */
export function ownFrames(frames: readonly Frame[]): readonly Frame[] {
  const own = frames.filter((frame) => !isLibraryPath(frame.path));
  return own.length > 0 ? own : frames;
}

function forwardSlashes(path: string): string {
  return path.includes('\\') ? path.replaceAll('\\', '/') : path;
}

/** Without `.` and `..` in it, which Python prints when sys.path holds them. */
function resolved(path: string): string {
  if (!/(?:^|\/)\.{1,2}\//.test(path)) return path;
  const folders: string[] = [];
  for (const folder of path.split('/')) {
    if (folder === '.') continue;
    if (folder === '..' && folders.length > 0 && folders.at(-1) !== '') folders.pop();
    else if (folder !== '..') folders.push(folder);
  }
  return folders.join('/');
}
