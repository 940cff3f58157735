import { editableText, parseEditable } from '../../src/core/jira/editableText.ts';
import type { FaultReport } from '../../src/core/jira/faultReport.ts';
import { maskSecrets } from '../../src/core/jira/secrets.ts';
import { ticketDescription } from '../../src/core/jira/ticketDescription.ts';
import { faultLabel, TRACEBACKS_LABEL } from '../../src/core/jira/ticketLabels.ts';
import { sentence, type TicketText } from '../../src/core/jira/ticketText.ts';
import type { NewTicket, TicketField } from '../../src/tickets/tickets.ts';
import { fieldValue } from './fieldValue.ts';

/** What a person filled in. Values of fields by their ids: choices by the ids of their options. */
export interface TicketForm {
  type: string;
  summary: string;
  description: string;
  fields: Readonly<Record<string, readonly string[]>>;
  /** They were told that none was found after a lost answer, and want one made. */
  again?: boolean;
}

/** The ticket that a filled-in form asks for: secrets masked, and the fault named in its labels and its text. `fields`: those of the project's form. */
export function composeTicket(
  report: FaultReport,
  form: TicketForm,
  { project, fields: all }: { project: string; fields: readonly TicketField[] },
): NewTicket {
  const filled = all.flatMap((field) => {
    const value = fieldValue(field, form.fields[field.id] ?? []);
    return value === undefined ? [] : [[field.id, value] as const];
  });
  const { labels: given, ...fields } = Object.fromEntries(filled);
  const own = all.some(({ id }) => id === 'labels') ? [TRACEBACKS_LABEL, faultLabel(report.fingerprint)] : [];
  const summary = form.summary.replaceAll(/\s+/g, ' ').trim();
  return {
    project,
    type: form.type,
    summary: maskSecrets(summary).text,
    text: textOf(report, form.description),
    labels: [...new Set([...own, ...(Array.isArray(given) ? (given as string[]) : [])])],
    fields,
  };
}

function textOf(report: FaultReport, description: string): TicketText {
  const original = ticketDescription(report);
  const edited = description.replaceAll(/\r\n?/g, '\n').trim();
  // What nobody changed keeps what a form cannot show: its emphasis, and links with words.
  if (edited === editableText(original).trim()) return original;
  const text = parseEditable(maskSecrets(edited).text);
  const names = edited.includes(report.fingerprint);
  return names ? text : [...text, sentence(`Found by Assertion Context: ${faultLabel(report.fingerprint)}`)];
}
