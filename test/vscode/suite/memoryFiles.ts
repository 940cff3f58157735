import { type Disposable, EventEmitter, FileSystemError, FileType, type FileChangeEvent, workspace } from 'vscode';

/** Files that lie on no disk, by path, as `scheme:/…`; a path without bytes is a folder. Gives what ends it. */
export function registerMemoryFiles(scheme: string, files: ReadonlyMap<string, Uint8Array | undefined>): Disposable {
  const changed = new EventEmitter<FileChangeEvent[]>();
  const provider = workspace.registerFileSystemProvider(scheme, {
    onDidChangeFile: changed.event,
    watch: () => changed,
    stat: (uri) => {
      if (!files.has(uri.path)) throw FileSystemError.FileNotFound(uri);
      const bytes = files.get(uri.path);
      return { type: bytes ? FileType.File : FileType.Directory, ctime: 0, mtime: 0, size: bytes?.length ?? 0 };
    },
    readFile: (uri) => {
      const bytes = files.get(uri.path);
      if (!bytes) throw FileSystemError.FileNotFound(uri);
      return bytes;
    },
    readDirectory: () => [],
    writeFile: refuse,
    createDirectory: refuse,
    delete: refuse,
    rename: refuse,
  });
  return provider;
}

function refuse(): never {
  throw FileSystemError.NoPermissions();
}
