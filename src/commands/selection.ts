import type { FrameTarget, GroupTarget, HitTarget } from './targets.ts';

/** What a person has before them: the panel that is active, else what is selected in the tree. */
export interface Selection {
  (): GroupTarget | HitTarget | FrameTarget | undefined;
}

/** The group a command is for; one sentence when there is none. */
export function groupOr(target: GroupTarget | undefined, selection: Selection): GroupTarget | HitTarget {
  const chosen = target ?? selection();
  if (chosen && 'fingerprint' in chosen) return chosen;
  throw new Error('No fault is selected. Select one in Production Tracebacks first.');
}
