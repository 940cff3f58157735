import type { GroupTarget, HitTarget } from '../commands/targets.ts';
import type { Linked } from '../core/links/linked.ts';

/** What a link to a command's target leads to. */
export function linkedBy(target: GroupTarget | HitTarget): Linked {
  return 'traceback' in target
    ? { kind: 'traceback', id: target.traceback }
    : { kind: 'group', fingerprint: target.fingerprint };
}
