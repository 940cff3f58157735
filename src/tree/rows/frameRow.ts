import { belowRoot } from '../../core/python/applicationPath.ts';
import { exactNumber } from '../../core/wording/number.ts';
import { oneLine } from '../../core/wording/oneLine.ts';
import { typeName } from '../../core/wording/typeName.ts';
import { pathLine } from '../../core/wording/pathLine.ts';
import type { FramePlace } from '../../frames/framePlace.ts';
import type { CauseNode, FrameNode, LibrariesNode } from '../node.ts';
import type { Row } from './row.ts';

/** `charge   shop/payments/gateway.py:88 → moved from 81`: the line of today where that is known. */
export function frameRow({ entry, place, frame, fingerprint, traceback }: FrameNode): Row {
  const name = oneLine(entry.function ?? '(no function)', 60);
  const path = pathLine(belowRoot(entry.path), 60);
  const line = place?.line ?? entry.line;
  const leads = place ? `→ ${leadsTo(place, entry.line)}` : undefined;
  const repeated = entry.repeated ? `${exactNumber(entry.repeated)} more times` : undefined;
  const details = [`${path}:${line}`, leads, repeated].filter((part) => part !== undefined);
  return {
    label: name,
    description: details.join(' '),
    context: 'frame',
    folds: false,
    command: {
      title: 'Open the frame’s line',
      id: 'assertionContext.openFrame',
      arguments: [{ fingerprint, traceback, frame }],
    },
    spoken: `Frame ${name}, ${path}, line ${line}${place ? `, ${leadsTo(place, entry.line)}` : ''}`,
  };
}

/** `6 frames of libraries (requests, urllib3)`. */
export function librariesRow({ title }: LibrariesNode): Row {
  const label = oneLine(title, 120);
  return { label, context: 'libraries', folds: true, spoken: label };
}

/** `↑ caused by ConnectionError   refused`. */
export function causeRow({ exception, relation }: CauseNode): Row {
  const type = oneLine(typeName(exception.type), 80);
  const message = oneLine(exception.message, 120);
  const what = { cause: 'caused by', context: 'while handling', member: 'holds' }[relation ?? 'context'];
  return {
    label: `${relation === 'member' ? '↳' : '↑'} ${what} ${type}`,
    ...(message !== '' && { description: message }),
    context: 'cause',
    folds: true,
    spoken: `${what} ${type}: ${message}`,
  };
}

function leadsTo({ kind, line }: FramePlace, logged: number): string {
  if (kind === 'moved') return line === logged ? 'moved' : `moved from ${logged}`;
  return kind === 'elsewhere' ? 'not in this workspace' : kind;
}
