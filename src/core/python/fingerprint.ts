import { sha256 } from './fingerprintHash.ts';
import { partsV1 } from './fingerprintV1.ts';
import type { TracebackText } from './traceback.ts';

/** One thing looked at to tell which fault a traceback is of. */
export interface FingerprintPart {
  name: 'exception' | 'message' | 'frame' | 'unfinished';
  /** As it went in, or would have. */
  value: string;
  contributes: boolean;
  /** Why it does or does not, as a sentence to show. */
  why: string;
}

/** A version's way of taking a traceback apart. */
export type FingerprintVersion = (traceback: TracebackText) => FingerprintPart[];

/** All versions there ever were. Stored fingerprints carry theirs, so a change is a new entry here, never an edit. */
export const FINGERPRINTS = { 1: partsV1 } as const satisfies Record<number, FingerprintVersion>;

/** The version that new tracebacks get. */
export const CURRENT_FINGERPRINT = 1;

/**
 * What makes two tracebacks the same fault: `v1-` and 20 hex digits (80 bits: among a million faults two share one by
 * chance once in 10^12 times). Fit for addresses and file names.
 */
export function fingerprint(traceback: TracebackText): string {
  const parts = explain(traceback).filter((part) => part.contributes);
  // Values hold no line feeds (a version's duty), so no two lists of parts give the same text.
  const digest = sha256(parts.map((part) => `${part.name} ${part.value}`).join('\n'));
  return `v${CURRENT_FINGERPRINT}-${digest.slice(0, 20)}`;
}

/** Every part that the fingerprint looked at, whether it contributed, and why. */
export function explain(traceback: TracebackText): FingerprintPart[] {
  return FINGERPRINTS[CURRENT_FINGERPRINT](traceback);
}
