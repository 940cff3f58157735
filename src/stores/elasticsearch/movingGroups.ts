import type { MovedGroup, MovingPart } from '../moving.ts';
import { Touched } from '../touched.ts';
import type { Backend } from './backend.ts';
import { bulk, type Operation } from './bulk.ts';
import { groupSource, readGroup, type Group, type GroupSource } from './groupDocument.ts';
import { readMeta } from './meta.ts';
import { countOf, readPage } from './movingParts.ts';
import { recount } from './recount.ts';

const PAGE = 250;

/** Groups with their days, in the order of their fingerprints: also those that have only a state. */
export function movingGroups(backend: Backend): MovingPart<MovedGroup> {
  const { names } = backend;
  return {
    async read(after) {
      const page = await readPage<GroupSource>(backend, names.groups, { size: PAGE, by: 'fingerprint', after });
      const groups = page.items.map(({ _index, _id, _source }) =>
        readGroup({ _index, _id, found: true, _seq_no: 0, _primary_term: 0, _source }),
      );
      return { ...page, items: groups.filter((group) => group !== undefined).map(moved) };
    },
    put: (groups) => putGroups(backend, groups),
    count: () => countOf(backend, names.groups, { term: { live: true } }),
  };
}

function moved({ fingerprint, days, summary, state }: Group): MovedGroup {
  return { fingerprint, days: Array.from(days, ([day, tallies]) => ({ day, ...tallies })), summary, state };
}

/** Takes over frozen days' counts, and what people decided; the other days are counted from the tracebacks. */
async function putGroups(backend: Backend, groups: readonly MovedGroup[]): Promise<void> {
  const { requests, names } = backend;
  const touched = new Touched();
  let open = groups;
  while (open.length > 0) {
    const frozen = (await readMeta(requests, names, 'frozen')).value?.before ?? '';
    const found = await requests.mget<GroupSource>(
      open.map(({ fingerprint }) => ({ _index: names.groups, _id: fingerprint })),
    );
    const operations = open.map(({ fingerprint, days, summary, state }, n): Operation => {
      const source = found[n];
      const former = source && readGroup(source);
      const counted = [...(former?.days ?? [])].filter(([day]) => day >= frozen);
      const kept = days.filter(({ day }) => day < frozen).map(({ day, ...tallies }) => [day, tallies] as const);
      for (const day of [...days.map(({ day }) => day), ...counted.map(([day]) => day)]) touched.add(fingerprint, day);
      const group: Group = {
        fingerprint,
        days: new Map([...kept, ...counted]),
        summary,
        state,
        ...(former?.told && { told: former.told }),
      };
      const place = { index: names.groups, id: fingerprint };
      const document = groupSource(group, (former?.revision ?? 0) + 1);
      return former ? { does: 'index', ...place, document, read: former.read } : { does: 'create', ...place, document };
    });
    const conflicts = new Set((await bulk(requests, operations)).map(({ id }) => id));
    open = open.filter(({ fingerprint }) => conflicts.has(fingerprint));
  }
  await recount(backend, touched, { whole: true });
}
