import { isHidden, resolutionOf, type GroupState, type Standing } from './group.ts';
import type { Clock } from '../wording/clock.ts';

/** What people decided about a group and what came of it, a sentence each. */
export function stateSentences(
  { state, standing }: { state: GroupState; standing: Standing },
  clock: Clock,
  now: number,
): string[] {
  const sentences: string[] = [];
  const { hidden } = state;
  const resolution = resolutionOf(state);
  if (hidden && isHidden(state, now)) {
    const until = hidden.until === undefined ? 'for good' : `until ${clock.stamp(hidden.until)}`;
    sentences.push(
      `Hidden for everyone since ${clock.stamp(hidden.at)}${by(hidden.by)}, ${until}.${reason(hidden.reason)}`,
    );
  }
  if (resolution?.kind === 'person') {
    const when = `${clock.stamp(resolution.at)}${by(resolution.by)}`;
    sentences.push(
      standing === 'regressed'
        ? `Seen again after it was resolved on ${when}.`
        : `Resolved on ${when}; not seen since.`,
    );
  }
  if (resolution?.kind === 'ticket') {
    const done = `${resolution.key} was done on ${clock.stamp(resolution.at)}`;
    sentences.push(standing === 'regressed' ? `Seen again after ${done}.` : `${done}; not seen since.`);
  }
  return sentences;
}

function by(name: string | undefined): string {
  return name === undefined ? '' : ` by ${name}`;
}

function reason(text: string | undefined): string {
  return text ? ` Reason: ${text}` : '';
}
