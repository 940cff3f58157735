import { sha256 } from './fingerprintHash.ts';
import { partsV1 } from './fingerprintV1.ts';
import { FramePaths } from './framePaths.ts';
import type { TracebackText } from './traceback.ts';

/** One thing looked at to tell which fault a traceback is of. */
export interface FingerprintPart {
  name: 'exception' | 'message' | 'frame' | 'unfinished';
  /** As it went in, or would have. */
  value: string;
  contributes: boolean;
  /** Why it does or does not, as a phrase to show. */
  why: string;
}

/** A version's way of taking a traceback apart. */
export type FingerprintVersion = (traceback: TracebackText, paths: FramePaths) => FingerprintPart[];

/** All versions there ever were. Stored fingerprints carry theirs, so a change is a new entry here, never an edit. */
export const FINGERPRINTS = { 1: partsV1 } as const satisfies Record<number, FingerprintVersion>;

/** The version that new tracebacks get. */
export const CURRENT_FINGERPRINT = 1;

/** Faults whose hash is remembered. */
const MOST = 10_000;

/**
 * What makes two tracebacks the same fault: `v1-` and 20 hex digits (80 bits: among a million faults two share one by
 * chance once in 10^12 times). Fit for addresses and file names.
 */
export function fingerprint(traceback: TracebackText): string {
  return fingerprinter()(traceback);
}

/** `fingerprint` for many tracebacks: remembers paths and hashes, which makes it five times as fast. */
export function fingerprinter(): (traceback: TracebackText) => string {
  const paths = new FramePaths();
  const known = new Map<string, string>();
  return (traceback) => {
    // Values hold no line feeds (a version's duty), so no two lists of parts give the same text.
    let text = '';
    for (const part of FINGERPRINTS[CURRENT_FINGERPRINT](traceback, paths)) {
      if (part.contributes) text += `${part.name} ${part.value}\n`;
    }
    let hash = known.get(text);
    if (hash === undefined) {
      if (known.size >= MOST) known.clear();
      hash = `v${CURRENT_FINGERPRINT}-${sha256(text).slice(0, 20)}`;
      known.set(text, hash);
    }
    return hash;
  };
}

/** Every part that the fingerprint looked at, whether it contributed, and why. */
export function explain(traceback: TracebackText): FingerprintPart[] {
  return FINGERPRINTS[CURRENT_FINGERPRINT](traceback, new FramePaths());
}
