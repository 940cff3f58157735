import { oneLine } from '../../src/core/wording/oneLine.ts';
import { counted } from '../../src/core/wording/number.ts';
import { visible } from '../../src/core/wording/visible.ts';
import type { News } from './news.ts';
import { newsTitle } from './newsWords.ts';

/** Faults that one message names; of more it says how many. */
export const MOST_NAMED = 10;

/** A message about new and regressed faults, as Slack and what is compatible with it take it (https://api.slack.com/reference/surfaces/formatting). */
export function slackMessage(news: readonly News[], base: string): { text: string } {
  const lines = news.slice(0, MOST_NAMED).map((each) => line(each, base));
  const rest = news.length - lines.length;
  if (rest > 0) lines.push(`And <${base}/|${counted(rest, 'more fault')}>.`);
  return { text: lines.join('\n') };
}

function line(news: News, base: string): string {
  const { fingerprint, summary, count } = news.fault;
  const page = `${base}/groups/${encodeURIComponent(fingerprint)}`;
  const message = summary.message === '' ? '' : `: ${escaped(oneLine(summary.message, 200))}`;
  return `<${page}|${escaped(newsTitle(news))}>${message} (${counted(count, 'hit')}, ${escaped(oneLine(summary.program, 60))} on ${escaped(oneLine(summary.instance, 60))})`;
}

/** Log text must neither call people nor make links: `<!channel>`, `<https://…>`, `|` in a link's name. */
function escaped(text: string): string {
  const replaced: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '|': '¦' };
  return visible(text).replaceAll(/[&<>|]/g, (character) => replaced[character] ?? '');
}
