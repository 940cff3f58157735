import { duration } from '../core/wording/duration.ts';
import { daysName } from '../core/wording/daysPhrase.ts';
import { longDay } from '../core/wording/dayName.ts';
import { cappedNumber, counted } from '../core/wording/number.ts';
import { escapeMarkdown } from '../core/wording/escapeMarkdown.ts';
import type { ArchiveRow, ArchiveState, StoreStatus, StoreTrouble } from '../stores/store.ts';
import { clusterLines } from './clusterLines.ts';
import type { ConnectionAnswer, ConnectionFindings, ShownFindings } from './examineConnection.ts';
import { whyEmpty } from './whyEmpty.ts';

type Trouble = Extract<ConnectionAnswer, { kind: 'trouble' }>;

/** All that the report tells. */
export interface ReportFindings {
  /** Name of the machine that the extension runs on. */
  machine: string;
  /** How the editor reaches it, such as `ssh-remote`; absent when it is the editor's own. */
  remote?: string;
  connections: readonly ConnectionFindings[];
  /** Settings of the opened folder that were ignored, by name. */
  ignored: readonly string[];
}

/** The report as Markdown: why the list is empty or not, each connection with what it holds, and where it was asked from. */
export function connectionReport(findings: ReportFindings): string {
  const { connections, ignored } = findings;
  const sections = [
    '# Connection report',
    whyEmpty(connections),
    ...connections.map(connectionSection),
    `## This machine\n\n${machine(findings)}`,
    ...(ignored.length > 0 ? [`## Settings of this folder\n\n${ignoredSentence(ignored)}`] : []),
  ];
  return `${sections.join('\n\n')}\n`;
}

function connectionSection({ label, isCurrent, warning, cluster, answer }: ConnectionFindings): string {
  const lines = [
    ...(isCurrent ? ['The list is read from it.'] : []),
    ...(warning === undefined ? [] : [`**Careful:** ${escapeMarkdown(warning)}`]),
    ...(answer.kind === 'trouble'
      ? troubleLines(answer, cluster === undefined ? STEPS : CLUSTER_STEPS)
      : heldLines(answer)),
    ...(cluster === undefined ? [] : aboutCluster(cluster, answer)),
  ];
  return `## ${escapeMarkdown(label)}\n\n${lines.map((line) => `- ${line}`).join('\n')}`;
}

/** A cluster that says nothing at all says why once, not twice. */
function aboutCluster(cluster: NonNullable<ConnectionFindings['cluster']>, answer: ConnectionAnswer): string[] {
  if (typeof cluster === 'object') return clusterLines(cluster);
  return answer.kind === 'trouble' ? [] : [escapeMarkdown(cluster)];
}

type Step = [name: string, failsFor: readonly StoreTrouble[]];

/** How far one comes with a companion server, or log archives. */
const STEPS: readonly Step[] = [
  ['Reached', ['unreachable', 'closed']],
  ['Version fits', ['newer', 'older', 'not-a-store']],
  ['Access allowed', ['no-access']],
];

/** A cluster says nothing of itself to whoever has no access. */
const CLUSTER_STEPS: readonly Step[] = [
  ['Reached', ['unreachable', 'closed']],
  ['Access allowed', ['no-access']],
  ['Indices found', ['not-a-store']],
  ['Version fits', ['newer', 'older']],
];

/** How far it went, and why no further. */
function troubleLines({ reason, sentence }: Trouble, steps: readonly Step[]): string[] {
  const failed = steps.findIndex(([, failsFor]) => failsFor.includes(reason));
  const tried = failed < 0 ? steps : steps.slice(0, failed + 1);
  return [...tried.map(([name], step) => `${name}: ${step === failed ? '**no**' : 'yes'}`), escapeMarkdown(sentence)];
}

function heldLines(answer: Extract<ConnectionAnswer, { kind: 'held' }>): string[] {
  const { milliseconds, status, archives, lastArchive, shown } = answer;
  return [
    `Answered in ${duration(milliseconds)}; version fits, access allowed.`,
    held(status),
    ...(lastArchive ? [ledger(archives), `Newest archive: ${archive(lastArchive)}`] : []),
    ...(shown ? shownLines(shown) : []),
  ];
}

function held({ tracebacks, groups, archives, oldestDay, newestDay, timeZone, frozenBefore }: StoreStatus): string {
  const what = `Holds ${counted(tracebacks, 'traceback')} of ${counted(groups, 'fault')} in ${counted(archives, 'archive')}`;
  const when =
    oldestDay === undefined || newestDay === undefined ? '' : `, from ${longDay(oldestDay)} to ${longDay(newestDay)}`;
  const frozen = frozenBefore === undefined ? '' : ` Before ${longDay(frozenBefore)} only counts are kept.`;
  return `${what}${when}. Its days are days of ${escapeMarkdown(timeZone)}.${frozen}`;
}

function ledger(counts: Record<ArchiveState, number>): string {
  const some = Object.entries(counts).filter(([, count]) => count > 0);
  return `Archives: ${some.map(([state, count]) => `${cappedNumber(count)} ${state}`).join(', ')}.`;
}

function archive({ name, state, tracebacks, error }: ArchiveRow): string {
  const why = error === undefined ? '' : `: ${escapeMarkdown(error)}`;
  return `${escapeMarkdown(name)}, ${state}, ${counted(tracebacks, 'traceback')}${why}`;
}

function shownLines({ range, list: { search, filter }, counts, total }: ShownFindings): string[] {
  const rules = counts.hiddenByRule.map(
    ({ rule, count }) => `${counted(count, 'traceback', cappedNumber)} by the rule ${escapeMarkdown(rule)}`,
  );
  const hidden = counts.hidden === 0 ? 'no fault' : counted(counts.hidden, 'fault', cappedNumber);
  return [
    `Days shown: ${daysName(range)}, with ${counted(counts.all, 'fault', cappedNumber)} (${cappedNumber(counts.new)} new).`,
    ...(search || filter !== 'all'
      ? [`Of them ${counted(total, 'fault', cappedNumber)} fit the ${limits(filter, search?.text)}.`]
      : []),
    `Hidden in these days: ${[hidden, ...rules].join('; ')}.`,
  ];
}

function limits(filter: string, search: string | undefined): string {
  const parts = [
    ...(filter === 'all' ? [] : [`filter “${filter}”`]),
    ...(search === undefined ? [] : [`search ${escapeMarkdown(search)}`]),
  ];
  return parts.join(' and the ');
}

function machine({ machine: name, remote }: ReportFindings): string {
  const where = remote === undefined ? '' : ` (${escapeMarkdown(remote)})`;
  return `The extension runs on **${escapeMarkdown(name)}**${where}, so localhost in an address is that machine.`;
}

function ignoredSentence(names: readonly string[]): string {
  return `${names.map((name) => `\`${name}\``).join(', ')} in the settings of this folder or workspace ${names.length === 1 ? 'is' : 'are'} ignored: only your user settings say where tracebacks come from and who gets a token.`;
}
