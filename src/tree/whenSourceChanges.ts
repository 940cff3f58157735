import { Disposable, workspace } from 'vscode';

/** Several files saved together, as by a formatter or a switch of branches, are one change. */
const PAUSE = 500;

/** Calls `act` after Python files were saved, made, renamed or removed, or the path mappings changed. */
export function whenSourceChanges(act: () => void): Disposable {
  let timer: NodeJS.Timeout | undefined;
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(act, PAUSE);
  };
  return Disposable.from(
    workspace.onDidSaveTextDocument(({ languageId }) => languageId === 'python' && soon()),
    workspace.onDidCreateFiles(soon),
    workspace.onDidRenameFiles(soon),
    workspace.onDidDeleteFiles(soon),
    workspace.onDidChangeConfiguration(
      (change) => change.affectsConfiguration('assertionContext.pathMappings') && soon(),
    ),
    new Disposable(() => clearTimeout(timer)),
  );
}
