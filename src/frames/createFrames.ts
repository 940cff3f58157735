import { Disposable, type LogOutputChannel, type Memento, window } from 'vscode';
import type { Frame } from '../core/python/traceback.ts';
import type { FrameAddress } from '../core/source/frameAddress.ts';
import type { LearnedMapping } from '../core/source/learnedMapping.ts';
import type { CandidateFile } from '../core/source/matchPath.ts';
import { frameAt } from '../core/source/walkFrames.ts';
import type { Traceback } from '../stores/store.ts';
import type { Attempt } from './attempt.ts';
import { candidates, shownFile } from './candidates.ts';
import { Choices } from './choices.ts';
import { explanation } from './explanation.ts';
import { FileFinder } from './fileFinder.ts';
import { FrameHighlight } from './frameHighlight.ts';
import type { FramePlace } from './framePlace.ts';
import { FrameShower, type ShowOptions } from './frameShower.ts';
import { FrameWalk, type WalkedFrame } from './frameWalk.ts';
import { Interpreters } from './interpreters.ts';
import { framesOfPath } from './locateFrame.ts';
import { NamedFiles } from './namedFiles.ts';
import { placeFrames } from './placeFrames.ts';
import { ReadOnlyTexts } from './readOnlyTexts.ts';
import type { ShowDocument } from './showLine.ts';

/** What frames need of the rest of the extension. */
export interface FramesOptions {
  /** The workspace's memory. */
  memory: Memento;
  log: LogOutputChannel;
  /** The editor's own unless told. */
  showDocument?: ShowDocument;
}

/** From frames of tracebacks to the lines of today's source. */
export interface Frames extends Disposable {
  /** The frame that was shown last. */
  readonly current: WalkedFrame | undefined;
  /** Opens the frame's line, highlighted; or says in one message why there is none. Throws when the traceback has no such frame. */
  showFrame(traceback: Traceback, frame: FrameAddress, options?: ShowOptions): Promise<void>;
  nextFrame(): Promise<void>;
  previousFrame(): Promise<void>;
  /** Opens a text that tells what was looked at, and what to do. */
  whyNotLinked(traceback: Traceback, frame: FrameAddress): Promise<void>;
  clearFrame(): void;
  /** Where each frame leads, in the traceback's order. Asks nothing, opens nothing. */
  placeFrames(traceback: Traceback): Promise<readonly FramePlace[]>;
  /** What the settings say of paths. */
  mappings(): readonly LearnedMapping[];
  /** The workspace's files of a name. */
  filesNamed(name: string): Promise<readonly CandidateFile[]>;
}

/** Nothing is searched, watched or registered before the first frame is asked for. */
export function createFrames({ memory, log, showDocument }: FramesOptions): Frames {
  const files = new NamedFiles();
  const choices = new Choices(memory, log);
  const interpreters = new Interpreters(log);
  const finder = new FileFinder({ files, choices, interpreters });
  const texts = new ReadOnlyTexts();
  const highlight = new FrameHighlight();
  const walk = new FrameWalk();
  const owned = Disposable.from(files, interpreters, finder, texts, highlight);

  const explain = async (frame: Frame, attempt: Attempt, file?: string): Promise<void> => {
    const uri = texts.show('Why this frame leads where it does', explanation(frame, attempt, file));
    await window.showTextDocument(uri, { preview: true });
  };
  const show = showDocument ?? ((uri, options) => window.showTextDocument(uri, options));
  const shower = new FrameShower({ finder, choices, interpreters, explain, texts, highlight, walk, show });
  const step = async (next: WalkedFrame | undefined): Promise<void> => {
    if (next) await shower.show(next);
  };

  return {
    get current() {
      return walk.at;
    },
    showFrame: (traceback, frame, options) => shower.show({ traceback, frame }, options),
    nextFrame: () => step(walk.step(1)),
    previousFrame: () => step(walk.step(-1)),
    async whyNotLinked({ exceptions }, address) {
      const frame = frameAt(exceptions, address);
      if (!frame) throw new RangeError('This traceback has no such frame.');
      const found = await finder.findAnywhere(frame.path, framesOfPath(exceptions, frame.path));
      const [file] = found.kind === 'file' ? candidates([found.uri]) : [];
      const where = found.kind === 'file' ? (file ? shownFile(file) : found.uri.fsPath) : undefined;
      await explain(frame, found.attempt, where);
    },
    clearFrame: () => highlight.clear(),
    placeFrames: ({ exceptions }) => placeFrames(exceptions, finder),
    mappings: () => choices.mappings(),
    filesNamed: async (name) => candidates(await files.of(name)),
    dispose: () => owned.dispose(),
  };
}
