import type { Traceback } from '../../../src/stores/store.ts';
import type { TextPart } from './foundText.ts';
import { anchorOf } from './logRows.ts';

/** A line of a traceback's own text in the log around it. */
export interface OwnRow {
  anchor: string;
  /** From 1. */
  number: number;
  message: TextPart[];
}

/**
 * A traceback's own lines as rows. The first is `#own`, the last has the traceback's log line as its anchor; of the others the
 * ids are not kept: they are numbered.
 */
export function ownRows({ id, text }: Traceback, partsOf: (text: string) => TextPart[]): OwnRow[] {
  const lines = text.split('\n');
  return lines.map((line, index) => {
    const anchor = index === 0 ? 'own' : index === lines.length - 1 ? anchorOf(id) : `own-${index + 1}`;
    return { anchor, number: index + 1, message: partsOf(line) };
  });
}
