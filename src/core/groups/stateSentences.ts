import { isHidden, type GroupState, type Standing } from './group.ts';
import type { Clock } from '../wording/clock.ts';

/** What people decided about a group and what came of it, a sentence each. */
export function stateSentences(
  { state, standing }: { state: GroupState; standing: Standing },
  clock: Clock,
  now: number,
): string[] {
  const sentences: string[] = [];
  const { hidden, resolved } = state;
  if (hidden && isHidden(state, now)) {
    const until = hidden.until === undefined ? 'for good' : `until ${clock.stamp(hidden.until)}`;
    sentences.push(
      `Hidden for everyone since ${clock.stamp(hidden.at)}${by(hidden.by)}, ${until}.${reason(hidden.reason)}`,
    );
  }
  if (resolved) {
    const when = `${clock.stamp(resolved.at)}${by(resolved.by)}`;
    sentences.push(
      standing === 'regressed'
        ? `Seen again after it was resolved on ${when}.`
        : `Resolved on ${when}; not seen since.`,
    );
  }
  return sentences;
}

function by(name: string | undefined): string {
  return name === undefined ? '' : ` by ${name}`;
}

function reason(text: string | undefined): string {
  return text ? ` Reason: ${text}` : '';
}
