import { l10n, window } from 'vscode';
import { cappedNumber } from '../core/wording/number.ts';
import { daysName } from '../core/wording/daysPhrase.ts';
import type { GroupFilter } from '../stores/store.ts';
import type { GroupList } from '../tree/model/groupList.ts';
import { FILTERS, type ViewQuery } from '../tree/viewQuery.ts';
import type { Handler } from './commandMap.ts';

/** Asks which faults to list, with how many there are of each; or takes the one a row of the view hands over. */
export function filter(query: ViewQuery, list: () => GroupList | undefined): Handler<'assertionContext.filter'> {
  return async (chosen?: GroupFilter) => {
    const picked = FILTERS.find((filter) => filter === chosen) ?? (await ask(query, list()));
    if (picked !== undefined) query.filter(picked);
  };
}

async function ask({ listed }: ViewQuery, list: GroupList | undefined): Promise<GroupFilter | undefined> {
  const about: Record<(typeof FILTERS)[number], { label: string; detail: string }> = {
    all: { label: l10n.t('All'), detail: l10n.t('All that nobody hid') },
    new: { label: l10n.t('New'), detail: l10n.t('First seen within these days') },
    regressed: { label: l10n.t('Regressed'), detail: l10n.t('Seen again after they were resolved') },
    resolved: { label: l10n.t('Resolved'), detail: l10n.t('Marked resolved and not seen since') },
    'with-ticket': { label: l10n.t('With a Ticket'), detail: l10n.t('Linked with one in Jira') },
    'open-ticket': { label: l10n.t('With an Open Ticket'), detail: l10n.t('One at least is not done') },
    'no-ticket': { label: l10n.t('Without a Ticket'), detail: l10n.t('Nobody has made one') },
    'no-recent-ticket': { label: l10n.t('Without a Recent Ticket'), detail: l10n.t('None of the last two weeks') },
    hidden: { label: l10n.t('Hidden'), detail: l10n.t('What people or rules hide') },
  };
  const items = FILTERS.map((filter) => ({
    ...about[filter],
    filter,
    description: [
      ...(list && !listed.search ? [cappedNumber(list.counts[filter])] : []),
      ...(filter === listed.filter ? [l10n.t('shown now')] : []),
    ].join(' · '),
  }));
  const title = list ? l10n.t('Faults of {0}', daysName(list.range)) : l10n.t('Faults');
  return (await window.showQuickPick(items, { title, placeHolder: l10n.t('Which faults should be listed?') }))?.filter;
}
