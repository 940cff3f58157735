import type { FieldKind, TicketField } from '../tickets.ts';

/** What Jira says of a field of its form: the part of it that is read. */
export interface FieldMetadata {
  fieldId?: string;
  key?: string;
  name?: string;
  required?: boolean;
  hasDefaultValue?: boolean;
  schema?: { type?: string; items?: string; custom?: string; system?: string };
  allowedValues?: unknown[];
}

/** Those that are asked for by themselves, or that a new ticket cannot have. */
const APART = new Set(['project', 'issuetype', 'summary', 'description', 'attachment', 'issuelinks', 'reporter']);

/** A field of a new ticket, as it can be drawn; undefined for one that is not asked for. A required one with a default is not required. */
export function readField(field: FieldMetadata): TicketField | undefined {
  const id = field.fieldId ?? field.key ?? '';
  if (id === '' || APART.has(id)) return undefined;
  const options = (field.allowedValues ?? []).map(option).filter(({ id }) => id !== '');
  return {
    id,
    name: field.name ?? id,
    required: field.required === true && field.hasDefaultValue !== true,
    kind: kindOf(field, options.length > 0),
    options,
  };
}

function kindOf({ schema = {} }: FieldMetadata, hasOptions: boolean): FieldKind {
  const { type, items, custom } = schema;
  if (type === 'array') {
    if (hasOptions) return 'choices';
    return items === 'string' && (schema.system === 'labels' || custom?.endsWith(':labels') === true)
      ? 'words'
      : 'other';
  }
  if (hasOptions) return type === 'option-with-child' ? 'other' : 'choice';
  if (type === 'string') return custom?.endsWith(':textarea') || schema.system === 'environment' ? 'long text' : 'text';
  return type === 'number' || type === 'date' || type === 'user' ? type : 'other';
}

function option(value: unknown): { id: string; name: string } {
  const { id, name, value: words } = (value ?? {}) as { id?: unknown; name?: unknown; value?: unknown };
  const shown = name ?? words ?? id;
  return { id: typeof id === 'string' ? id : '', name: typeof shown === 'string' ? shown : '' };
}
