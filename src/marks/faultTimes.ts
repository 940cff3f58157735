import { type Clock, clockIn } from '../core/wording/clock.ts';

/** Writes times, given in milliseconds since 1970, as marks say them. */
export interface FaultTimes {
  /** `3 min ago`. */
  ago(at: number): string;
  /** `12 Aug 2016 03:18:39`. */
  stamp(at: number): string;
  /** How many days counts are of. */
  days: number;
}

const MINUTE = 60_000;

/** Times in the editor's own zone. */
export function faultTimes(days: number, now: () => number): FaultTimes {
  let known: Clock | undefined;
  // The first formatter of `Intl` costs 15 ms: it is made when there is a time to write.
  const clock = (): Clock => (known ??= clockIn(new Intl.DateTimeFormat().resolvedOptions().timeZone));
  // A thousand marks are written again with each key typed on a marked line; writing their times takes 10 ms.
  const written = new Map<number, string>();
  let minute = Number.NaN;
  return {
    ago(at) {
      const moment = now();
      if (Math.floor(moment / MINUTE) !== minute) written.clear();
      minute = Math.floor(moment / MINUTE);
      const text = written.get(at) ?? clock().shown(at, moment).text;
      written.set(at, text);
      return text;
    },
    stamp: (at) => clock().stamp(at),
    days,
  };
}
