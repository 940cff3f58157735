const { readdirSync, readFileSync, statSync } = require('node:fs');
const { join } = require('node:path');
const { commands, env, EventEmitter, FileSystemError, FileType, Uri, workspace } = require('vscode');

/** Serves the folder `BESIDES_FILES` as memory:/, read once: nothing of it lies on a disk that `file:` leads to. */
exports.activate = ({ subscriptions }) => {
  const files = new Map();
  const folder = process.env.BESIDES_FILES;
  if (folder) {
    files.set('/', undefined);
    for (const name of readdirSync(folder, { recursive: true })) {
      const path = join(folder, name);
      files.set(`/${name}`, statSync(path).isFile() ? readFileSync(path) : undefined);
    }
  }
  subscriptions.push(
    workspace.registerFileSystemProvider('memory', filesInMemory(files), { isCaseSensitive: true }),
    commands.registerCommand('besides.follow', async () =>
      commands.executeCommand('vscode.open', Uri.parse(await env.clipboard.readText())),
    ),
  );
};

function filesInMemory(files) {
  const changed = new EventEmitter();
  const known = (uri) => {
    const path = uri.path.replace(/(.)\/$/, '$1');
    if (!files.has(path)) throw FileSystemError.FileNotFound(uri);
    return { path, bytes: files.get(path) };
  };
  const refuse = (uri) => {
    throw FileSystemError.NoPermissions(uri);
  };
  return {
    onDidChangeFile: changed.event,
    watch: () => ({ dispose: () => {} }),
    stat: (uri) => {
      const { bytes } = known(uri);
      return { type: bytes ? FileType.File : FileType.Directory, ctime: 0, mtime: 0, size: bytes?.length ?? 0 };
    },
    readDirectory: (uri) => {
      const below = known(uri).path.replace(/\/?$/, '/');
      return [...files].flatMap(([path, bytes]) => {
        const name = path.slice(below.length);
        const isIn = path.startsWith(below) && name !== '' && !name.includes('/');
        return isIn ? [[name, bytes ? FileType.File : FileType.Directory]] : [];
      });
    },
    readFile: (uri) => known(uri).bytes ?? refuse(uri),
    writeFile: refuse,
    createDirectory: refuse,
    delete: refuse,
    rename: refuse,
  };
}
