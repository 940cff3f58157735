import { contextText, utcTime } from '../groups/tracebackText.ts';
import { editorLink } from '../links/editorLink.ts';
import { siteAddress } from '../links/siteAddress.ts';
import { lineLink } from '../papertrail/link.ts';
import { formatInstant } from '../papertrail/instant.ts';
import { faultTitle } from '../wording/faultTitle.ts';
import { counted } from '../wording/number.ts';
import { withinLimit } from './withinLimit.ts';
import type { FaultReport, ReportedHit } from './faultReport.ts';
import { maskedSentence, Masking } from './masking.ts';
import { faultLabel } from './ticketLabels.ts';
import { sentence, type Block, type Inline, type TicketText } from './ticketText.ts';

/** Characters of the traceback, lines of context, hits and names of each kind at most; less when Jira's limit asks for it. */
const MOST = { traceback: 12_000, context: 20, line: 400, hits: 10, names: 10 };

/**
 * A new ticket's description: what happened, how often, since when, where, the newest traceback, what was logged before it,
 * the newest hits with their links. Secrets are masked, and it says so. However long the traceback, it keeps within Jira's limit.
 */
export function ticketDescription(report: FaultReport): TicketText {
  return withinLimit((share) => describe(report, share));
}

function describe(report: FaultReport, share: number): TicketText {
  const { traceback, links, fingerprint } = report;
  const masking = new Masking();
  const before = traceback.context.before.slice(-Math.ceil(MOST.context * share));
  const group = { kind: 'group', fingerprint } as const;
  const places: Inline[] = [
    ...(links.site ? [{ text: 'The fault on the site', href: siteAddress(group, links.site) }, { text: ' · ' }] : []),
    { text: links.site ? 'in the editor: ' : 'In the editor: ' },
    // Jira takes no link of an editor's scheme: the address is there to be copied.
    { text: editorLink(group, 'vscode'), code: true },
  ];
  const text: Block[] = [
    { kind: 'paragraph', inlines: [{ text: faultTitle(report.summary), strong: true }, ...often(report)] },
    { kind: 'paragraph', inlines: places },
    { kind: 'heading', text: 'Where' },
    { kind: 'list', items: where(report, masking) },
    { kind: 'heading', text: `Traceback of ${utcTime(traceback.at)}` },
    { kind: 'code', language: 'python', text: masking.code(traceback.text, Math.ceil(MOST.traceback * share)) },
  ];
  if (before.length > 0) {
    const lines = before.map((line) => ({ ...line, message: masking.line(line.message, MOST.line) }));
    text.push({ kind: 'heading', text: 'Logged before it' });
    text.push({ kind: 'code', text: contextText(lines, traceback).trimEnd() });
  }
  text.push({ kind: 'heading', text: 'Hits' }, hitList(report, Math.ceil(MOST.hits * share)));
  if (masking.count > 0) text.push(sentence(maskedSentence(masking.count)));
  text.push({
    kind: 'paragraph',
    inlines: [{ text: 'Found by Assertion Context: ' }, { text: faultLabel(fingerprint), code: true }],
  });
  return text;
}

function often({ count, first, last }: FaultReport): Inline[] {
  const since = utcTime(formatInstant(first));
  return [
    {
      text:
        count <= 1
          ? `, once, at ${since}.`
          : `, ${counted(count, 'time')} since ${since}, last at ${utcTime(formatInstant(last))}.`,
    },
  ];
}

function where(report: FaultReport, masking: Masking): Inline[][] {
  const { frame } = report.summary;
  const labels = Object.entries(report.traceback.labels);
  return [
    ...(frame ? [[{ text: 'Frame: ' }, { text: `${frame.path}:${frame.line}`, code: true } as const]] : []),
    [{ text: 'Programs: ' }, ...names(report.programs)],
    [{ text: 'Instances: ' }, ...names(report.instances)],
    ...(labels.length > 0 ? [[{ text: 'Labels: ' }, ...labelList(labels, masking)]] : []),
  ];
}

function names(all: readonly { name: string; count: number }[]): Inline[] {
  const shown = all.slice(0, MOST.names).map(({ name, count }) => `${name} (${count})`);
  return [{ text: shown.join(', ') || 'not known' }];
}

function labelList(labels: readonly [string, string][], masking: Masking): Inline[] {
  return [
    {
      text: labels
        .slice(0, MOST.names)
        .map(([name, value]) => masking.line(`${name}=${value}`, 200))
        .join(', '),
    },
  ];
}

function hitList({ hits, links, count }: FaultReport, most: number): Block {
  const shown = hits.slice(0, most);
  const items = shown.map((hit) => hitLine(hit, links.papertrail));
  const more = count - shown.length;
  return { kind: 'list', items: more > 0 ? [...items, [{ text: `and ${counted(more, 'earlier hit')}` }]] : items };
}

/** One hit: when and where, with its link to Papertrail. */
export function hitLine({ id, at, instance, program }: ReportedHit, papertrail: string): Inline[] {
  return [{ text: utcTime(at), href: lineLink(papertrail, instance, id) }, { text: ` ${instance} ${program}` }];
}
