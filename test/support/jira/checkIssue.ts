import { adfMistakes } from '../../core/jira/adfSchema.ts';
import type { FormField, JiraSite } from './jiraSite.ts';

/** What Jira answers to a request that it does not take. */
export class JiraRefusal extends Error {
  readonly status: number;
  readonly messages: readonly string[];
  readonly fields: Record<string, string>;

  constructor(status: number, messages: readonly string[], fields: Record<string, string> = {}) {
    super(messages.join(' '));
    this.status = status;
    this.messages = messages;
    this.fields = fields;
  }
}

/** Throws JiraRefusal for fields that Jira would not make an issue of. */
export function checkNewIssue(site: JiraSite, fields: Record<string, unknown>): void {
  const wrong: Record<string, string> = {};
  if ((fields['project'] as { key?: string } | undefined)?.key !== 'SHOP')
    wrong['project'] = 'valid project is required';
  const type = (fields['issuetype'] as { id?: string } | undefined)?.id;
  if (type !== '10001' && type !== '10002') wrong['issuetype'] = 'Specify a valid issue type';
  const { summary } = fields;
  if (typeof summary !== 'string' || summary.trim() === '')
    wrong['summary'] = 'You must specify a summary of the issue.';
  else if (summary.length > 255) wrong['summary'] = 'Summary can’t exceed 255 characters.';
  else if (/[\n\r]/.test(summary)) wrong['summary'] = 'The summary is invalid because it contains newline characters.';
  for (const field of site.form) {
    const value = fields[field.fieldId];
    if (value === undefined) {
      if (field.required) wrong[field.fieldId] ??= `${field.name} is required.`;
    } else if (!fits(field, value)) wrong[field.fieldId] = `data was not a valid ${String(field.schema['type'])}`;
  }
  for (const id of Object.keys(fields)) {
    if (!site.form.some(({ fieldId }) => fieldId === id))
      wrong[id] = `Field '${id}' cannot be set. It is not on the appropriate screen, or unknown.`;
  }
  if (Object.keys(wrong).length > 0) throw new JiraRefusal(400, [], wrong);
  if (fields['description'] !== undefined) checkRichText(fields['description'], 'description');
}

/** Throws JiraRefusal for what is no Atlassian document, or one that is too long. */
export function checkRichText(document: unknown, field: string): void {
  const [mistake] = adfMistakes(document);
  if (mistake !== undefined) throw new JiraRefusal(400, [`INVALID_INPUT: ${mistake}`]);
  if (JSON.stringify(document).length > 32_767)
    throw new JiraRefusal(400, [], {
      [field]: 'The entered text is too long. It exceeds the allowed limit of 32,767 characters.',
    });
}

function fits({ schema, allowedValues }: FormField, value: unknown): boolean {
  const isAllowed = (one: unknown): boolean =>
    allowedValues?.some(({ id }) => id === (one as { id?: string } | null)?.id) ?? true;
  if (schema['type'] === 'array') {
    if (!Array.isArray(value)) return false;
    if (schema['items'] === 'string')
      return value.every((each) => typeof each === 'string' && !/\s/.test(each) && each.length <= 255);
    return value.every(isAllowed);
  }
  if (allowedValues) return isAllowed(value);
  if (schema['type'] === 'number') return typeof value === 'number';
  if (schema['type'] === 'date') return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value);
  if (schema['type'] === 'user') return typeof (value as { accountId?: unknown } | null)?.accountId === 'string';
  return schema['system'] !== undefined || typeof value === 'string';
}
