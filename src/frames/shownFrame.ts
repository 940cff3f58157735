import type { LineNumber } from '../core/python/traceback.ts';
import type { FrameAddress } from '../core/source/frameAddress.ts';
import type { Place } from '../core/source/place.ts';
import type { Uri } from 'vscode';

/** A frame that is shown in the editor. */
export interface ShownFrame {
  uri: Uri;
  line: LineNumber;
  place: Place;
  traceback: string;
  fingerprint: string;
  frame: FrameAddress;
  /** `AssertionError: -3`, in one line. */
  title: string;
  /** How sure the line is, in words. */
  confidence: string;
  /** Where the line as it was can be read, when it reads otherwise today. */
  original?: { uri: Uri; line: LineNumber };
  hasPrevious: boolean;
  hasNext: boolean;
}
