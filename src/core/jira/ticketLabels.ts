/** On every ticket that is made here. */
export const TRACEBACKS_LABEL = 'tracebacks';

/** The label that tells which fault a ticket is of, and by which it is found again: `ac-v1-8c3f…`. */
export function faultLabel(fingerprint: string): string {
  return `ac-${fingerprint}`;
}

const LABEL = /\bac-(v\d+-[\da-f]{20})\b/g;

/** The fingerprints that such labels name, in the labels of a ticket or in its text. */
export function labelledFaults(text: string): string[] {
  return [...new Set(Array.from(text.matchAll(LABEL), ([, fingerprint = '']) => fingerprint))];
}
