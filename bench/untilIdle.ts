import { cpus } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';

const LOOK_EVERY = 1_000;
const MOST_LOOKS = 30;
/** The share of the processors' time that nothing uses, from which on the machine is at rest. */
const REST = 0.85;

/** Comes when the machine has nothing else to do, or after half a minute: what a window does when it opens is not measured then. */
export async function untilIdle(): Promise<void> {
  for (let looks = 0; looks < MOST_LOOKS; looks++) {
    const before = total();
    await delay(LOOK_EVERY);
    const after = total();
    if ((after.idle - before.idle) / (after.all - before.all) >= REST) return;
  }
}

function total(): { idle: number; all: number } {
  const times = cpus().map((cpu) => cpu.times);
  const idle = times.reduce((sum, each) => sum + each.idle, 0);
  return { idle, all: times.reduce((sum, each) => sum + each.idle + each.user + each.sys + each.nice + each.irq, 0) };
}
