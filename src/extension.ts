import { Disposable, Uri, window, type ExtensionContext } from 'vscode';
import { archiveDropController } from './archive/archiveDrop.ts';
import { LocalArchives } from './archive/localArchives.ts';
import { Sample } from './archive/sample.ts';
import { createHandlers } from './commands/createHandlers.ts';
import { registerCommands, run } from './commands/registerCommands.ts';
import { AccessTokens } from './connection/accessTokens.ts';
import type { Connection } from './connection/connection.ts';
import { keepConnectionContext } from './connection/connectionContext.ts';
import { CurrentConnection } from './connection/currentConnection.ts';
import { ReportDocument } from './connection/reportDocument.ts';
import type { ExtensionParts } from './extensionParts.ts';
import { lazyFrames } from './frames/lazyFrames.ts';
import { placesByFrame } from './frames/placesByFrame.ts';
import { followLink } from './links/followLink.ts';
import { handleLinks } from './links/linkHandler.ts';
import { createMarks } from './marks/createMarks.ts';
import { createPanels } from './panel/panels.ts';
import { papertrailAddress } from './settings/papertrailAddress.ts';
import { AccountProvider } from './signIn/accountProvider.ts';
import { SignIn } from './signIn/signIn.ts';
import { createNewFaults } from './status/createNewFaults.ts';
import { createTree } from './tree/createTree.ts';

/** Puts the extension together. Nothing is asked, read or started before it is looked at. */
export function activate(context: ExtensionContext): void {
  const { extensionUri, globalState, secrets, subscriptions, workspaceState } = context;
  const log = window.createOutputChannel('Assertion Context', { log: true });

  const tokens = new AccessTokens(secrets);
  const connections = new CurrentConnection(tokens, loadElasticsearch);
  const archives = new LocalArchives(Uri.joinPath(extensionUri, 'dist/archiveWorker.cjs').fsPath, log);
  const sample = new Sample(context, archives);
  const report = new ReportDocument();
  const signIn = new SignIn({ secrets, tokens, log });

  const frames = lazyFrames(() => loadFrames().createFrames({ memory: workspaceState, log }));
  const dropController = archiveDropController((offered) => archives.open(offered));
  const tree = createTree({ connections, memento: workspaceState, frames, log, dropController });
  const marks = createMarks({
    connections,
    mappings: () => frames.mappings(),
    files: (name) => frames.filesNamed(name),
    media: Uri.joinPath(extensionUri, 'media'),
    log,
  });
  const panels = createPanels({
    extensionUri,
    connections,
    frames: {
      placeFrames: async (traceback) => placesByFrame(traceback, await frames.placeFrames(traceback)),
    },
    papertrailBase: papertrailAddress,
    run: (command, target) => run(command, target as never),
    log,
  });

  const parts: ExtensionParts = {
    archives,
    connections,
    frames,
    panels,
    report,
    sample,
    signIn,
    tokens,
    tree,
    connection: () => connections.current ?? noConnection(),
    refresh: async () => {
      panels.refresh();
      await tree.refresh();
    },
    follow: (link) =>
      followLink(
        link,
        () => parts.connection(),
        async (target) => panels.open(target),
      ),
    papertrail: papertrailAddress,
  };

  subscriptions.push(
    connections,
    archives,
    report,
    frames,
    tree,
    marks,
    panels,
    keepConnectionContext(connections),
    archives.onDidChangeConnection((opened) => (opened ? connections.use(opened) : connections.useConfigured())),
    archives.onDidTakeIn(() => void parts.refresh()),
    Disposable.from(tree.onDidLoad((loading) => void loading.then(() => marks.refresh()))),
    createNewFaults({ connections, tree, memento: globalState, log }),
    registerCommands(createHandlers(parts), log),
    new AccountProvider(signIn, tokens, connections),
    handleLinks(
      (link) => parts.follow(link),
      (query) => signIn.answered(query),
    ),
    // The last to go: the others may log their end.
    log,
  );
  sample.resume().catch((error: unknown) => log.error('The sample could not be opened again:', error));
}

/** A bundle of its own beside this one. */
function loadFrames(): typeof import('./frames/createFrames.ts') {
  return require('./frames.cjs') as typeof import('./frames/createFrames.ts');
}

/** Another one: what reads a cluster. */
function loadElasticsearch(): typeof import('./connection/readCluster.ts') {
  return require('./elasticsearch.cjs') as typeof import('./connection/readCluster.ts');
}

function noConnection(): Connection {
  throw new Error('There is nothing to read yet. Open a log archive, paste a traceback, or choose a connection first.');
}
