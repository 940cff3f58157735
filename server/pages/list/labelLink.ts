import { formatQuery } from '../../../src/core/groups/formatQuery.ts';
import { type Span, listAddress } from '../addresses.ts';
import { cutMiddle } from '../../../src/core/wording/cutMiddle.ts';

/** A label as a link to the faults that have it, in the given days. */
export function labelLink(name: string, value: string, span: Span): { text: string; title: string; href: string } {
  // Quotes cannot be searched for, and words are all that is compared.
  const q = formatQuery({ kind: 'label', name, value: value.replaceAll('"', ' ') });
  return {
    text: `${name}=${cutMiddle(value, 24)}`,
    title: `Search ${name}=${value}`,
    href: listAddress({ span, q, filter: 'all' }),
  };
}
