import { messagesOf } from '../../core/papertrail/context.ts';
import type { Rules } from '../../core/rules/rules.ts';
import { verdictOf } from '../../core/rules/verdict.ts';
import type { IndexedTraceback } from '../../core/python/traceback.ts';
import { judgedScope, underWay, type JudgedScope } from '../judgedScope.ts';
import type { Backend } from './backend.ts';
import { bulk, type Operation } from './bulk.ts';
import { changeMeta, readMeta } from './meta.ts';
import { recount } from './recount.ts';
import type { Found } from './requests.ts';
import { Touched } from '../touched.ts';
import { bodyOf, documentOf, incoming, readRow, type TracebackSource } from './tracebackDocument.ts';
import { Unfinished } from './unfinished.ts';

const BATCH = 500;

/** Labels and judges every stored traceback again, unless that was done with these rules before; those of some faults, where only rules on them changed. Gives how many changed. */
export async function rejudge(backend: Backend, rules: Rules): Promise<number> {
  const { requests, names } = backend;
  const text = JSON.stringify(rules);
  const former = (await readMeta(requests, names, 'judged')).value?.rules;
  if (former === text) return 0;
  // Not yet: whoever saves meanwhile takes the mark away, and then the next call looks again.
  const mark = underWay(rules);
  await changeMeta(requests, names, 'judged', () => ({ rules: mark }));
  const unfinished = new Unfinished(backend, 'judging');
  await recount(backend, await unfinished.left(), { whole: true });
  const changed = await rejudgeAll(backend, rules, { mark, unfinished, scope: judgedScope(former, rules) });
  await changeMeta(requests, names, 'judged', (judged) => (judged?.rules === mark ? { rules: text } : undefined));
  return changed;
}

/** Tracebacks judged by these rules are about to be saved: when they are others than the rest's, the rest's are no longer all. */
export async function willBeJudgedBy({ requests, names }: Backend, rules: Rules | undefined): Promise<void> {
  const text = rules && JSON.stringify(rules);
  await changeMeta(requests, names, 'judged', (judged) =>
    judged?.rules !== undefined && judged.rules !== text ? {} : undefined,
  );
}

/** Ends early when somebody began with other rules. */
async function rejudgeAll(
  backend: Backend,
  rules: Rules,
  { mark, unfinished, scope }: { mark: string; unfinished: Unfinished; scope: JudgedScope },
): Promise<number> {
  const { requests, names } = backend;
  const verdict = verdictOf<IndexedTraceback>(rules);
  await requests.refresh(names.tracebacks);
  let changed = 0;
  for (let after: unknown[] | undefined; ;) {
    const { hits } = await requests.search<TracebackSource>(names.tracebacks, {
      size: BATCH,
      query: scope === 'all' ? { match_all: {} } : { terms: { fingerprint: scope } },
      sort: [{ id: 'asc' }],
      ...(after && { search_after: after }),
      track_total_hits: false,
      seq_no_primary_term: true,
    });
    const { value } = await readMeta(requests, names, 'judged');
    if ((value?.rules ?? mark) !== mark) return changed;
    const judged = await Promise.all(hits.hits.map((found) => judgeAgain(found, verdict)));
    changed += await save(
      backend,
      judged.filter((one) => one !== undefined),
      unfinished,
    );
    after = hits.hits.at(-1)?.sort;
    if (hits.hits.length < BATCH) return changed;
  }
}

interface Judged {
  source: TracebackSource;
  /** Of the fault that it is of from then on. */
  fingerprint: string;
  operation: Operation;
}

/** Undefined when nothing changes. */
async function judgeAgain(
  { _index, _id, _source: source, _seq_no: seqNo = 0, _primary_term: primaryTerm = 0 }: Found<TracebackSource>,
  verdict: (traceback: IndexedTraceback, messages: () => Iterable<string>) => IndexedTraceback,
): Promise<Judged | undefined> {
  const { id, at, fingerprint, archive, joined } = source;
  const { instance, program } = readRow(source).summary;
  const former = { id, at, fingerprint, instance, program, labels: {}, ...(await bodyOf(source)) };
  const traceback = verdict(former, () => messagesOf(former.context));
  const [next] = incoming([traceback], archive, joined);
  const isSame = traceback.fingerprint === fingerprint && next?.rule === source.rule && next.row === source.row;
  if (!next || isSame) return undefined;
  return {
    source,
    fingerprint: traceback.fingerprint,
    operation: { does: 'index', index: _index, id: _id, document: documentOf(next), read: { seqNo, primaryTerm } },
  };
}

/** Leaves alone what another saved meanwhile: that was judged by that one's rules. */
async function save(backend: Backend, judged: readonly Judged[], unfinished: Unfinished): Promise<number> {
  const touched = new Touched();
  for (const { source, fingerprint } of judged) {
    for (const each of [source.fingerprint, fingerprint]) touched.add(each, backend.calendar.dayOf(source.at));
  }
  await unfinished.note(touched);
  const conflicts = await bulk(
    backend.requests,
    judged.map(({ operation }) => operation),
  );
  await recount(backend, touched);
  // Batch by batch: the notes of all would be as many as the store has groups and days.
  await unfinished.done();
  return judged.length - conflicts.length;
}
