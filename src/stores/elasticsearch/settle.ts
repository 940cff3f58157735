import { joinBorders, type Indexer } from '../../core/python/joinBorders.ts';
import { jointsOf } from '../joints.ts';
import { bordersVersions, hadBorders, readBorders, type KeptBorders } from './archiveBorders.ts';
import type { Backend } from './backend.ts';
import { storedTracebacks } from './ownedTracebacks.ts';
import { recount } from './recount.ts';
import { removeTracebacks, TracebackSaver, type Going } from './saveTracebacks.ts';
import { incoming } from './tracebackDocument.ts';
import { Unfinished } from './unfinished.ts';

/**
 * See TracebackStore.settle. The borders are read again at the end: when a neighbour's changed meanwhile it starts again, so that of several who
 * settle at once the last one has seen all.
 */
export async function settle(
  backend: Backend,
  index: Indexer,
  archive: string,
  neighbours: { before: string; after: string },
): Promise<void> {
  // Never taken in, as the hour after most archives is not when they come.
  if (!(await hadBorders(backend, archive))) return;
  const archives = [archive, neighbours.before, neighbours.after];
  const unfinished = new Unfinished(backend, `settling ${archive}`);
  await recount(backend, await unfinished.left(), { whole: true });
  for (;;) {
    const borders = await readBorders(backend, archives);
    await settleOnce(backend, index, archive, borders, unfinished);
    const versions = await bordersVersions(backend, archives);
    if (versions.every((version, n) => version === borders[n]?.version)) break;
  }
  await unfinished.done();
}

async function settleOnce(
  backend: Backend,
  index: Indexer,
  archive: string,
  [own, before, after]: KeptBorders[],
  unfinished: Unfinished,
): Promise<void> {
  if (!own?.borders) return;
  const joints = jointsOf({ own: own.borders, before: before?.borders, after: after?.borders });
  const { put, remove } = joinBorders(joints, index);
  const canTell = !before?.dropped && !after?.dropped;
  const kept = new Set(put.map(({ traceback }) => traceback.id));
  const gone = await outdated(backend, archive, new Set(remove), canTell ? kept : undefined);
  await recount(backend, await removeTracebacks(backend, gone, unfinished));
  const saver = new TracebackSaver(backend, unfinished, { isNew: false });
  for (const joined of [false, true]) {
    const tracebacks = put.filter((item) => item.joined === joined).map(({ traceback }) => traceback);
    await recount(backend, await saver.put(incoming(tracebacks, archive, joined)));
  }
}

/** What the archive owns and no longer should: what is to be removed, and, where `kept` can tell, what was joined and is not any more. */
async function outdated(
  backend: Backend,
  archive: string,
  removed: ReadonlySet<string>,
  kept: ReadonlySet<string> | undefined,
): Promise<Going[]> {
  const ofArchive = { term: { archive } };
  const either = { bool: { should: [{ term: { joined: true } }, { terms: { id: [...removed] } }] } };
  const gone: Going[] = [];
  for await (const page of storedTracebacks(backend, [ofArchive, either])) {
    gone.push(...page.filter(({ id, joined }) => removed.has(id) || (joined && kept !== undefined && !kept.has(id))));
  }
  return gone;
}
