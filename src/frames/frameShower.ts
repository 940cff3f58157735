import type { FrameAddress } from '../core/source/frameAddress.ts';
import { originalText } from '../core/source/originalText.ts';
import { confidence, type Place } from '../core/source/place.ts';
import { frameAt, neighbour } from '../core/source/walkFrames.ts';
import { type TextEditor, type Uri, workspace } from 'vscode';
import type { Traceback } from '../stores/store.ts';
import type { FrameHighlight } from './frameHighlight.ts';
import { frameTitle } from './frameTitle.ts';
import type { FrameWalk, WalkedFrame } from './frameWalk.ts';
import { framesOfPath, locateFrame } from './locateFrame.ts';
import { openableFile, type OpenerParts } from './openableFile.ts';
import { readDocument } from './readDocument.ts';
import type { ReadOnlyTexts } from './readOnlyTexts.ts';
import { goToLine, type ShowDocument, showLine } from './showLine.ts';

/** How a frame is shown. */
export interface ShowOptions {
  /** Leaves the focus where it is; the editor takes it otherwise. */
  preserveFocus?: boolean;
}

/** What showing needs of the rest. */
export interface ShowerParts extends OpenerParts {
  texts: ReadOnlyTexts;
  highlight: FrameHighlight;
  walk: FrameWalk;
  show: ShowDocument;
}

/** Brings frames to the screen, the newest click first: one that was overtaken shows nothing any more. */
export class FrameShower {
  readonly #parts: ShowerParts;
  #turn = 0;

  constructor(parts: ShowerParts) {
    this.#parts = parts;
  }

  /** Throws, in one sentence, when there is no such frame or its file cannot be read. */
  async show(shown: WalkedFrame, { preserveFocus = false }: ShowOptions = {}): Promise<void> {
    const { traceback, frame: address } = shown;
    const { walk, show } = this.#parts;
    const frame = frameAt(traceback.exceptions, address);
    if (!frame) throw new RangeError('This traceback has no such frame.');
    const turn = ++this.#turn;
    walk.goTo(shown);
    const uri = await openableFile(frame, framesOfPath(traceback.exceptions, frame.path), this.#parts);
    if (!uri || turn !== this.#turn) return;
    const text = await readDocument(uri);
    if (text === undefined)
      throw new Error(`Could not read ${workspace.asRelativePath(uri)}: it is gone, too long or locked.`);
    const place = locateFrame(traceback.exceptions, address, text);
    if (turn !== this.#turn) return;
    const editor = await showLine(uri, place.line, text, preserveFocus, show);
    if (turn === this.#turn) this.#highlight(traceback, address, editor, place, text);
  }

  #highlight(traceback: Traceback, address: FrameAddress, editor: TextEditor, read: Place, text: string): void {
    const { texts, highlight } = this.#parts;
    const today = editor.document.getText();
    // The editor may read a file's encoding otherwise, or know a newer text.
    const place = today === text ? read : locateFrame(traceback.exceptions, address, today);
    if (place.line !== read.line) goToLine(editor, place.line);
    const { uri } = editor.document;
    const original = originalText(today, place);
    const { exceptions, fingerprint, id } = traceback;
    const shown = {
      uri,
      line: place.line,
      place,
      traceback: id,
      fingerprint,
      frame: address,
      title: frameTitle(exceptions[address.exception]),
      confidence: confidence(place, address.frame + 1),
      ...(original ? { original: { uri: texts.show(nameOf(uri), original.text), line: original.line } } : {}),
      hasPrevious: neighbour(exceptions, address, -1) !== undefined,
      hasNext: neighbour(exceptions, address, 1) !== undefined,
    };
    highlight.show(shown, () => this.#highlight(traceback, address, editor, place, today));
  }
}

/** What the peek calls the text: its end lets the editor colour it. */
function nameOf({ path }: Uri): string {
  return `as it was when it raised/${path.slice(path.lastIndexOf('/') + 1)}`;
}
