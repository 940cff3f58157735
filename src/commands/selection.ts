import { isGroupTarget, type FrameTarget, type GroupTarget, type HitTarget } from './targets.ts';

/** What a person has before them: the panel that is active, else what is selected in the tree. */
export interface Selection {
  (): GroupTarget | HitTarget | FrameTarget | undefined;
}

/**
 * The group a command is for; one sentence when there is none. What a menu hands over that names none (a panel's context
 * menu tells which panel it is) counts as nothing.
 */
export function groupOr(target: GroupTarget | undefined, selection: Selection): GroupTarget | HitTarget {
  const chosen = isGroupTarget(target) ? target : selection();
  if (isGroupTarget(chosen)) return chosen;
  throw new Error('No fault is selected. Select one in Production Tracebacks first.');
}
