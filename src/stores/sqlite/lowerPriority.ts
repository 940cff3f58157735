import { constants, setPriority } from 'node:os';

/**
 * Lets other threads go first from now on, so that whoever reads does not wait for what is taken in meanwhile. Linux
 * only: elsewhere priorities are those of whole processes.
 */
export function lowerPriority(): void {
  // To Linux, process 0 is the thread that calls (setpriority(2), "C library/kernel differences").
  if (process.platform === 'linux') setPriority(0, constants.priority.PRIORITY_BELOW_NORMAL);
}
