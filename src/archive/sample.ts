import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { commands, l10n, Uri, window, workspace, type ExtensionContext } from 'vscode';
import { errorSentence } from '../core/wording/errorSentence.ts';
import { searchFiles } from '../frames/searchFiles.ts';
import type { LocalArchives } from './localArchives.ts';
import { offeredUri, type OfferedArchive } from './offeredArchive.ts';

/** VS Code's own command for the view. */
const SHOW_VIEW = 'assertionContext.tracebacks.focus';
/** When the sample was to be shown again in a window that is being opened; milliseconds since 1970. */
const RESUME = 'sample.resume';
/** However long a window takes to open. */
const MOST_OPENING = 120_000;
/** Lies in a copy of the shop, so that VS Code starts the extension in its window (package.json, activationEvents). */
const MARK = '.assertion-context-sample';
/** A file of the shop: where it is, the shop is. */
const OF_THE_SHOP = '**/orders/bundles.py';

/** The shop of the sample: its log archives, and its source to go to from a frame. */
export class Sample {
  readonly #context: Pick<ExtensionContext, 'extensionUri' | 'globalState' | 'globalStorageUri'>;
  readonly #archives: LocalArchives;

  constructor(
    context: Pick<ExtensionContext, 'extensionUri' | 'globalState' | 'globalStorageUri'>,
    archives: LocalArchives,
  ) {
    this.#context = context;
    this.#archives = archives;
  }

  /** Opens the sample's archives, and offers its source where no folder of the workspace has it. */
  async show(): Promise<void> {
    await commands.executeCommand(SHOW_VIEW);
    await this.#archives.open(await this.#offered());
    const [source] = (await searchFiles(OF_THE_SHOP, undefined, 1)) ?? [];
    // Nobody waits for the answer: the message may stay for long.
    if (!source) this.#offerSource().catch(tellNoSource);
  }

  /** Goes on in a window that was opened for the shop's source; to be called when the extension starts. */
  async resume(): Promise<void> {
    const asked = this.#context.globalState.get<number>(RESUME);
    if (asked === undefined) return;
    await this.#context.globalState.update(RESUME, undefined);
    if (Date.now() - asked >= MOST_OPENING) return;
    await commands.executeCommand(SHOW_VIEW);
    await this.#archives.open(await this.#offered());
  }

  async #offered(): Promise<OfferedArchive[]> {
    const folder = Uri.joinPath(this.#context.extensionUri, 'dist/sample/archives');
    const names = await readdir(folder.fsPath, { recursive: true });
    return names
      .filter((name) => name.endsWith('.tsv.gz'))
      .map((name) => offeredUri(Uri.file(join(folder.fsPath, name))));
  }

  async #offerSource(): Promise<void> {
    const here = l10n.t('Open the Shop’s Source');
    const elsewhere = l10n.t('Open in New Window');
    const choices = workspace.workspaceFolders ? [here, elsewhere] : [here];
    const choice = await window.showInformationMessage(
      l10n.t('The sample is of a small web shop. Open its source to go from a frame to its line.'),
      ...choices,
    );
    if (choice === undefined) return;
    const shop = await this.#copySource();
    // VS Code starts extensions anew when a window gets its first or second folder.
    await this.#context.globalState.update(RESUME, Date.now());
    const count = workspace.workspaceFolders?.length ?? 0;
    if (choice === here && count > 0) workspace.updateWorkspaceFolders(count, 0, { uri: shop, name: 'shop' });
    else await commands.executeCommand('vscode.openFolder', shop, { forceNewWindow: choice === elsewhere });
  }

  /** A copy that may be edited; one that is there already stays as it is. */
  async #copySource(): Promise<Uri> {
    const shop = Uri.joinPath(this.#context.globalStorageUri, 'shop');
    const isThere = await workspace.fs.stat(shop).then(
      () => true,
      () => false,
    );
    if (isThere) return shop;
    await workspace.fs.createDirectory(this.#context.globalStorageUri);
    await workspace.fs.copy(Uri.joinPath(this.#context.extensionUri, 'dist/sample/shop'), shop);
    const mark = 'The source of the shop whose log archives are the sample of Assertion Context.\n';
    await workspace.fs.writeFile(Uri.joinPath(shop, MARK), new TextEncoder().encode(mark));
    return shop;
  }
}

function tellNoSource(error: unknown): void {
  void window.showErrorMessage(l10n.t('Could not open the shop’s source: {0}', errorSentence(error)));
}
