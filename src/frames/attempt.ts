import type { Uri } from 'vscode';
import type { LearnedMapping } from '../core/source/learnedMapping.ts';
import type { Looked } from '../core/source/matchPath.ts';
import type { FoundFile } from './candidates.ts';

/** All that was tried to find a frame's file, for whoever asks why. */
export interface Attempt {
  /** As the traceback printed it. */
  path: string;
  because: string;
  /** Mappings that speak of the path, and whether the file that they mean is there. */
  mapped: { mapping: LearnedMapping; path: string; there: boolean }[];
  /** The name that was searched for; absent when no search was made. */
  searched?: string;
  looked: Looked[];
  /** Files of interpreters that were looked for. */
  library: string[];
}

/** Where a frame's file is: found, one of several, or nowhere. */
export type Found =
  | { kind: 'file'; uri: Uri; attempt: Attempt }
  | { kind: 'several'; files: FoundFile[]; attempt: Attempt }
  | { kind: 'none'; attempt: Attempt };
