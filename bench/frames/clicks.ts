// Runs inside the extension host: clicks on frames, and opens documents the editor's own way, in turn.
import { writeFile } from 'node:fs/promises';
import { commands, Range, Uri, window, workspace } from 'vscode';
import { createFrames } from '../../src/frames/createFrames.ts';
import { frame, newMemory, traceback } from '../../test/vscode/suite/framesWorkspace.ts';
import { bigFile } from './bigWorkspace.ts';

const ROUNDS = 40;
/** The first ones load what the editor needs itself. */
const WARM_UP = 5;

/** Milliseconds of each round. */
export interface Clicks {
  /** From the click to the call of `showTextDocument`, the file's name never seen. */
  first: number[];
  /** The same, the name seen before. */
  seen: number[];
  /** From the click to the highlighted line, the name seen before. */
  whole: number[];
  /** `showTextDocument` of such a file, by itself. */
  bare: number[];
}

/** VS Code calls it as a suite of tests. */
export async function run(): Promise<void> {
  const report = process.env['CLICKS_REPORT'];
  if (report === undefined) throw new Error('CLICKS_REPORT names no file.');
  const clicks: Clicks = { first: [], seen: [], whole: [], bare: [] };
  let called = 0;
  const log = window.createOutputChannel('Clicks', { log: true });
  const frames = createFrames({
    memory: newMemory(),
    log,
    showDocument: (uri, options) => {
      called = performance.now();
      return window.showTextDocument(uri, options);
    },
  });
  const click = async (folder: number, file: number): Promise<{ before: number; whole: number }> => {
    const start = performance.now();
    await frames.showFrame(raised(folder, file), { exception: 0, frame: 0 });
    return { before: called - start, whole: performance.now() - start };
  };
  for (let round = 0; round < ROUNDS + WARM_UP; round++) {
    await frames.placeFrames(raised(round, 1));
    const first = await click(round, 0);
    await closed();
    const steps = [
      async () => {
        const seen = await click(round, 1);
        if (round >= WARM_UP) clicks.seen.push(seen.before) && clicks.whole.push(seen.whole);
      },
      async () => {
        const start = performance.now();
        await window.showTextDocument(address(round, 2), { selection: new Range(8, 4, 8, 4), preview: true });
        if (round >= WARM_UP) clicks.bare.push(performance.now() - start);
      },
    ];
    // Whoever comes second finds caches warmer.
    for (const step of round % 2 === 0 ? steps : steps.toReversed()) {
      await step();
      await closed();
    }
    if (round >= WARM_UP) clicks.first.push(first.before);
  }
  frames.dispose();
  await writeFile(report, JSON.stringify(clicks));
}

function raised(folder: number, file: number): ReturnType<typeof traceback> {
  return traceback(frame(`/opt/shop/${bigFile(folder, file)}`, 9, 'check_2', 'assert value >= 0, value'));
}

function address(folder: number, file: number): Uri {
  const root = workspace.workspaceFolders?.[0]?.uri;
  if (!root) throw new Error('No folder is open.');
  return Uri.joinPath(root, bigFile(folder, file));
}

async function closed(): Promise<void> {
  await commands.executeCommand('workbench.action.closeAllEditors');
}
