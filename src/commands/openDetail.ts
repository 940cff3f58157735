import type { Handler } from './commandMap.ts';
import { groupOr, type Selection } from './selection.ts';
import type { GroupTarget, HitTarget } from './targets.ts';

/** Opens the detail panel of a fault, or of one hit of it. */
export function openDetail(
  panels: { open(target: GroupTarget | HitTarget): void },
  selection: Selection,
): Handler<'assertionContext.openDetail'> {
  return async (target) => panels.open(groupOr(target, selection));
}
