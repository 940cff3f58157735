import { type Static, Type } from 'typebox';
import { type Day, isDay } from '../../../src/core/groups/day.ts';
import { plainDay } from '../../../src/core/wording/dayName.ts';
import { Problem } from '../../api/problem.ts';
import { startOfDay } from '../format/startOfDay.ts';
import type { Site } from '../site.ts';

/** What the form to hide a fault sends; JSON `null` for an empty one. */
export const HideForm = Type.Union([
  Type.Object({
    /** The first day on which it is shown again; empty for good. */
    until: Type.Optional(Type.String({ maxLength: 10 })),
    reason: Type.Optional(Type.String({ maxLength: 500 })),
  }),
  Type.Null(),
]);

/** How a fault is to be hidden: from when, until when (milliseconds since 1970; absent: for good), why. */
export interface HiddenAs {
  at: number;
  until?: number;
  reason?: string;
}

/** Reads the form. `said` ends the sentence “Hidden …”. Throws Problem for a day that is none, or that has begun. */
export function hiddenAs(form: Static<typeof HideForm>, { store, now }: Site): HiddenAs & { said: string } {
  const { until, reason } = form ?? {};
  const hidden: HiddenAs = {
    at: now(),
    ...(until && { until: startOfDay(checked(until), store.timeZone) }),
    ...(reason?.trim() && { reason: reason.trim() }),
  };
  if (hidden.until !== undefined && hidden.until <= now())
    throw new Problem(
      400,
      `Nothing was hidden: ${plainDay(until ?? '')} has begun already. Choose a later day, or none to hide it for good.`,
    );
  return { ...hidden, said: until ? `until ${plainDay(until)}` : 'for good' };
}

function checked(until: string): Day {
  if (isDay(until)) return until;
  throw new Problem(400, `Nothing was hidden: "${until}" is no day. Days are written like 2016-08-12.`);
}
