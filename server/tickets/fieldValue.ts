import type { TicketField } from '../../src/tickets/tickets.ts';

/** What a form's values of a field become for Jira; undefined for a field that was left empty. */
export function fieldValue(field: TicketField, given: readonly string[]): unknown {
  const values = given.map((value) => value.trim()).filter((value) => value !== '');
  const [first] = values;
  if (first === undefined) return undefined;
  switch (field.kind) {
    case 'choice':
      return { id: first };
    case 'choices':
      return values.map((id) => ({ id }));
    case 'number':
      return Number(first);
    case 'words':
      // Labels have no spaces.
      return values.flatMap((value) => value.split(/[\s,]+/)).filter((word) => word !== '');
    case 'user':
      return { accountId: first };
    case 'long text':
      return {
        version: 1,
        type: 'doc',
        content: first
          .split(/\r?\n/)
          .map((line) => ({ type: 'paragraph', content: line === '' ? [] : [{ type: 'text', text: line }] })),
      };
    default:
      return first;
  }
}
