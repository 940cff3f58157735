import { duration } from '../../src/core/wording/duration.ts';
import { counted } from '../../src/core/wording/number.ts';
import { size } from '../../src/core/wording/size.ts';

/** How far a backfill has come: archives and compressed bytes, done and in all. */
export interface BackfillProgress {
  archives: number;
  ofArchives: number;
  bytes: number;
  ofBytes: number;
  tracebacks: number;
}

const BAR = 20;

/** After so many milliseconds: `█████░░░░░░░░░░░░░░░ 6 of 24 archives · 84 MB of 352 MB · 1,912 tracebacks · 12 s left`. */
export function backfillText(progress: BackfillProgress, elapsed: number): string {
  const { archives, ofArchives, bytes, ofBytes, tracebacks } = progress;
  const share = ofBytes === 0 ? 1 : Math.min(1, bytes / ofBytes);
  const full = Math.floor(share * BAR);
  const parts = [
    `${'█'.repeat(full)}${'░'.repeat(BAR - full)} ${archives} of ${counted(ofArchives, 'archive')}`,
    `${size(bytes)} of ${size(ofBytes)}`,
    counted(tracebacks, 'traceback'),
  ];
  // Before a second has passed there is nothing to go by.
  if (elapsed >= 1000 && bytes > 0 && share < 1)
    parts.push(
      `${duration(Math.max(1000, Math.ceil((elapsed * (1 - share)) / share / 1000) * 1000)).replace('.0 s', ' s')} left`,
    );
  return parts.join(' · ');
}
