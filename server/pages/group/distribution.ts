import { formatQuery } from '../../../src/core/groups/formatQuery.ts';
import type { Query } from '../../../src/core/groups/query.ts';
import type { GroupDetail, Hit } from '../../../src/stores/store.ts';
import { listAddress } from '../addresses.ts';
import { exactNumber } from '../../../src/core/wording/number.ts';

/** One thing that hits spread over: names with counts, a share in percent, and all faults that have the name. */
export interface Distribution {
  title: string;
  rows: { name: string; count: string; share: number; href: string }[];
}

/** Names that a distribution shows at most. */
const MOST = 10;

/** How a group's newest hits spread over programs, instances and each of their labels. */
export function distributions(
  { programs, instances }: Pick<GroupDetail, 'programs' | 'instances'>,
  hits: readonly Pick<Hit, 'labels'>[],
): Distribution[] {
  return [
    distribution('Programs', programs, (text) => ({ kind: 'term', field: 'program', text })),
    distribution('Instances', instances, (text) => ({ kind: 'term', field: 'instance', text })),
    ...labelCounts(hits).map(({ label, counts }) =>
      distribution(`Label ${label}`, counts, (value) => ({ kind: 'label', name: label, value })),
    ),
  ];
}

function distribution(
  title: string,
  counts: readonly { name: string; count: number }[],
  search: (text: string) => Query,
): Distribution {
  const sum = counts.reduce((total, { count }) => total + count, 0);
  return {
    title,
    rows: counts.slice(0, MOST).map(({ name, count }) => ({
      name,
      count: exactNumber(count),
      share: Math.round((count / sum) * 100),
      // Quotes cannot be searched for, and words are all that is compared.
      href: listAddress({ span: { kind: 'all' }, q: formatQuery(search(name.replaceAll('"', ' '))), filter: 'all' }),
    })),
  };
}

/** Each label's values by count, labels by name. */
function labelCounts(hits: readonly Pick<Hit, 'labels'>[]) {
  const labels = new Map<string, Map<string, number>>();
  for (const hit of hits) {
    for (const [label, value] of Object.entries(hit.labels)) {
      const values = labels.get(label) ?? new Map<string, number>();
      labels.set(label, values.set(value, (values.get(value) ?? 0) + 1));
    }
  }
  return [...labels]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([label, values]) => ({
      label,
      counts: [...values].map(([name, count]) => ({ name, count })).sort((a, b) => b.count - a.count),
    }));
}
