import { formatQuery } from '../../../src/core/groups/formatQuery.ts';
import { listAddress } from '../addresses.ts';
import { exactNumber } from '../../../src/core/wording/number.ts';

/** How a group's newest hits spread over programs or instances: names with counts, a share in percent, and all faults that have the name. */
export function distribution(field: 'program' | 'instance', counts: readonly { name: string; count: number }[]) {
  const sum = counts.reduce((total, { count }) => total + count, 0);
  return {
    title: field === 'program' ? 'Programs' : 'Instances',
    rows: counts.map(({ name, count }) => ({
      name,
      count: exactNumber(count),
      share: Math.round((count / sum) * 100),
      href: listAddress({ span: { kind: 'all' }, q: searchFor(field, name), filter: 'all' }),
    })),
  };
}

function searchFor(field: 'program' | 'instance', name: string): string {
  // Quotes cannot be searched for, and words are all that is compared.
  return formatQuery({ kind: 'term', field, text: name.replaceAll('"', ' ') });
}
