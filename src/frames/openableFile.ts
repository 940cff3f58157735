import { type Uri, window } from 'vscode';
import type { Frame } from '../core/python/traceback.ts';
import { framePath } from '../core/source/framePath.ts';
import { errorSentence } from '../core/wording/errorSentence.ts';
import { cutMiddle } from '../core/wording/cutMiddle.ts';
import { messageText } from '../core/wording/messageText.ts';
import { oneLine } from '../core/wording/oneLine.ts';
import { visible } from '../core/wording/visible.ts';
import { askForFile } from './askForFile.ts';
import type { Attempt, Found } from './attempt.ts';
import type { Choices } from './choices.ts';
import type { FileFinder } from './fileFinder.ts';
import type { Interpreters } from './interpreters.ts';
import { mayOpen } from './mayOpen.ts';

/** What opening needs of the rest. */
export interface OpenerParts {
  finder: FileFinder;
  choices: Choices;
  interpreters: Interpreters;
  /** Shows the whole answer to "Why?". */
  explain: (frame: Frame, attempt: Attempt) => Promise<void>;
}

/**
 * The file of a frame, which may be shown: asks which of several it is, and before it leaves the workspace. Undefined when
 * there is none or the reader said no; then the reader knows why. `together`: the frames that share its path.
 */
export async function openableFile(
  frame: Frame,
  together: readonly Frame[],
  parts: OpenerParts,
): Promise<Uri | undefined> {
  const { finder } = parts;
  for (let again = 0; ; again++) {
    const found = await finder.findAnywhere(frame.path, together);
    const uri = await chosenOf(found, frame, parts);
    if (!uri) return undefined;
    try {
      return (await mayOpen(uri, () => inside(parts.interpreters))) ? uri : undefined;
    } catch (error) {
      // Deleted since it was found: what is known of its name is wrong, once.
      finder.forget(frame.path);
      if (again > 0) throw error;
    }
  }
}

async function chosenOf(found: Found, frame: Frame, { choices, explain }: OpenerParts): Promise<Uri | undefined> {
  if (found.kind === 'file') return found.uri;
  if (found.kind === 'none') {
    // Nobody waits for the answer: the message may stay for long.
    tellNone(frame, found.attempt, explain).catch(
      (error: unknown) => void window.showErrorMessage(messageText(errorSentence(error))),
    );
    return undefined;
  }
  const file = await askForFile(found.files, found.attempt);
  if (file) await choices.learn(frame.path, file);
  return file?.uri;
}

async function tellNone(frame: Frame, attempt: Attempt, explain: OpenerParts['explain']): Promise<void> {
  const why = 'Why?';
  const because = `${oneLine(attempt.because, 250)}.`;
  // What names no file is told in a sentence of its own.
  const isFile = framePath(frame.path).kind === 'file';
  const said = isFile ? `${cutMiddle(visible(frame.path), 60)} is not in this workspace. ${because}` : because;
  if ((await window.showInformationMessage(messageText(said), why)) === why) await explain(frame, attempt);
}

async function inside(interpreters: Interpreters): Promise<string[]> {
  const { packages, library } = await interpreters.folders();
  return [...packages, ...library];
}
