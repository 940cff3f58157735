import { readFile } from 'node:fs/promises';
import type { ArchiveInput } from '../../src/archive/archiveProtocol.ts';
import { startArchiveThread, type ArchiveThread } from '../../src/archive/startArchiveThread.ts';
import { NO_RULES, type Rules } from '../../src/core/rules/rules.ts';

const WORKER = new URL('../../src/archive/archiveWorker.ts', import.meta.url);

/** Runs something with an archive thread that is there only meanwhile. */
export async function withThread<Result>(
  use: (thread: ArchiveThread) => Promise<Result>,
  rules: Rules = NO_RULES,
): Promise<Result> {
  const thread = startArchiveThread(WORKER, { rules, timeZone: 'UTC' });
  try {
    return await use(thread);
  } finally {
    await thread.close();
  }
}

/** A file whose bytes were read by someone else. */
export async function handedOver(name: string, file: string): Promise<ArchiveInput> {
  const bytes = new Uint8Array(await readFile(file));
  return { kind: 'bytes', name, label: name, bytes: bytes.buffer };
}
