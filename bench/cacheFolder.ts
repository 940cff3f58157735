import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where the benchmarks keep what is slow to make: BENCH_DATA, or a folder in the user's cache. Never in the checkout. */
export function cacheFolder(): string {
  const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  const folder = process.env['BENCH_DATA'] ?? join(cache, 'assertion-context-bench');
  mkdirSync(folder, { recursive: true });
  return folder;
}
