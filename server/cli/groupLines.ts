import type { GroupDetail, HitPage } from '../../src/stores/store.ts';
import type { Clock } from '../../src/core/wording/clock.ts';
import { counted, exactNumber } from '../../src/core/wording/number.ts';
import { standingWord } from './standingWord.ts';

/** At most so many of its newest days. */
const DAYS = 28;

/** A fault for a terminal: what it is, how often and since when, on which days and where, and its newest tracebacks. */
export function groupLines(group: GroupDetail, { hits }: HitPage, clock: Clock, now: number): string[] {
  const { type, message, frame } = group.summary;
  const standing = standingWord(group.standing, group.state, now).join(', ');
  return [
    message === '' ? type : `${type}: ${message}`,
    ...(frame ? [`${frame.function ?? ''} ${frame.path}:${frame.line}`.trim()] : []),
    `${counted(group.count, 'time')} since ${clock.exact(group.first)}, last ${clock.exact(group.last)}${standing && `; ${standing}`}`,
    ...(group.state.hidden?.reason === undefined ? [] : [`Hidden because: ${group.state.hidden.reason}`]),
    `Programs: ${names(group.programs)}`,
    `Instances: ${names(group.instances)}`,
    '',
    ...group.days.slice(-DAYS).map(({ day, count }) => `${day} ${exactNumber(count).padStart(9)}`),
    '',
    ...hits.map((hit) => `${hit.id}  ${clock.exact(Date.parse(hit.at))}  ${hit.instance} ${hit.program}`),
  ];
}

function names(counts: readonly { name: string; count: number }[]): string {
  return counts.map(({ name, count }) => `${name} (${exactNumber(count)})`).join(', ');
}
