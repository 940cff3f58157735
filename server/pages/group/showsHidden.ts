import type { GroupDetail } from '../../../src/stores/store.ts';

/** Whether a group's page shows hits that rules hide: when they are asked for, and when there are no others (an empty list would be no answer). */
export function showsHidden({ count }: GroupDetail, asked: boolean | undefined): boolean {
  return asked === true || count === 0;
}
