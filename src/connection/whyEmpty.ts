import { longDay } from '../core/wording/dayName.ts';
import { daysPhrase } from '../core/wording/daysPhrase.ts';
import { cappedNumber, counted } from '../core/wording/number.ts';
import { escapeMarkdown } from '../core/wording/escapeMarkdown.ts';
import type { StoreStatus } from '../stores/store.ts';
import type { ConnectionFindings, ShownFindings } from './examineConnection.ts';

/** Why the list is empty, or what it shows, with what to do: Markdown, one paragraph. */
export function whyEmpty(connections: readonly ConnectionFindings[]): string {
  const current = connections.find(({ isCurrent }) => isCurrent);
  if (!current)
    return 'The list is empty because no source is chosen. Open a log archive, paste a traceback, or use **Assertion Context: Choose Connection…**.';
  const { answer } = current;
  if (answer.kind === 'trouble')
    return `The list is empty or stale because its source does not answer as it should. ${escapeMarkdown(answer.sentence)}`;
  const { status, shown } = answer;
  if (status.archives === 0 && status.tracebacks === 0)
    return 'The list is empty because the source has no archives yet. On the companion’s machine, take some in: `assertion-context ingest FILE`.';
  if (status.tracebacks === 0) return 'The list is empty because the archives read so far hold no Python tracebacks.';
  return shown ? whyFew(shown, status) : 'The source answers.';
}

function whyFew({ range, list: { search, filter }, counts, total }: ShownFindings, { newestDay }: StoreStatus): string {
  const days = daysPhrase(range);
  if (total > 0) return `The list is not empty: it shows ${counted(total, 'fault', cappedNumber)} ${days}.`;
  if (counts.all > 0 && search)
    return `The list is empty because none of the ${counted(counts.all, 'fault', cappedNumber)} ${days} fits the search ${escapeMarkdown(search.text)}${filter === 'all' ? '' : ` and the filter “${filter}”`}. Use **Clear Search and Filter**.`;
  if (counts.all > 0)
    return `The list is empty because none of the ${counted(counts.all, 'fault', cappedNumber)} ${days} fits the filter “${filter}”. Use **Clear Search and Filter**.`;
  if (counts.hidden > 0)
    return `The list is empty because all of the ${counted(counts.hidden, 'fault', cappedNumber)} ${days} are hidden, by people or by rules. Choose the filter “hidden” to see them.`;
  const newest = newestDay === undefined ? '' : ` The newest day with any is ${longDay(newestDay)}.`;
  return `The list is empty because there are no tracebacks ${days}.${newest} Use **Choose Day or Range…**.`;
}
