import { l10n, QuickPickItemKind, window, type QuickPickItem } from 'vscode';
import { addDays, ALL_DAYS, dayIn, isDay, type Day, type DayRange } from '../core/groups/day.ts';
import { longDay } from '../core/wording/dayName.ts';
import { daysName } from '../core/wording/daysPhrase.ts';
import type { BrowsableStore } from '../stores/store.ts';
import { parseDays } from '../tree/parseDays.ts';
import type { Listed, ViewQuery } from '../tree/viewQuery.ts';
import type { Handler } from './commandMap.ts';

/** What the choice of days needs. */
export interface ChoosingDays {
  query: ViewQuery;
  store: () => BrowsableStore;
  /** The days that are shown. */
  shown: () => DayRange | undefined;
  /** Milliseconds since 1970. */
  now: () => number;
}

interface Choice extends QuickPickItem {
  days?: Listed['days'];
  /** Asks for days to be typed. */
  type?: true;
}

/** Asks for a day or a range of the store’s time zone; or takes the day, or `all`, that a row of the view hands over. */
export function chooseDay(choosing: ChoosingDays): Handler<'assertionContext.chooseDay'> {
  return async (day?: Day) => {
    const days = day === 'all' ? ALL_DAYS : isDay(day ?? '') ? oneDay(day ?? '') : await ask(choosing);
    if (days !== undefined) choosing.query.chooseDays(days);
  };
}

async function ask(choosing: ChoosingDays): Promise<Listed['days'] | undefined> {
  const store = choosing.store();
  const items = offered(choosing, store);
  const chosen = await window.showQuickPick<Choice>(items, {
    title: l10n.t('Choose a day or a range'),
    placeHolder: l10n.t('Which days should be listed?'),
    matchOnDescription: true,
  });
  return chosen?.type ? typed(choosing.shown()) : chosen?.days;
}

async function offered({ query, shown, now }: ChoosingDays, store: BrowsableStore): Promise<Choice[]> {
  const here = shown();
  const single = here?.from === here?.to ? here?.from : undefined;
  const { before, after } = await store.nearestDays(single ?? here?.from ?? dayIn('UTC')(now()));
  const today = dayIn(store.timeZone)(now());
  const end = here && here.to < today ? here.to : today;
  const choices: Choice[] = [
    { label: l10n.t('Newest day'), description: l10n.t('the last that has any'), days: 'newest' },
    { label: l10n.t('Today'), description: longDay(today), days: oneDay(today) },
    ...(before === undefined ? [] : [dayChoice(l10n.t('The day before'), before)]),
    ...(single === undefined || after === undefined ? [] : [dayChoice(l10n.t('The day after'), after)]),
    { label: l10n.t('Days of {0}', store.timeZone), kind: QuickPickItemKind.Separator },
    rangeChoice(l10n.t('7 days'), { from: addDays(end, -6), to: end }),
    rangeChoice(l10n.t('28 days'), { from: addDays(end, -27), to: end }),
    { label: l10n.t('All days'), days: ALL_DAYS },
    { label: l10n.t('Type a day or a range…'), type: true },
  ];
  return choices.map((choice) => (isShown(choice, query, here) ? shownNow(choice) : choice));
}

function shownNow(choice: Choice): Choice {
  const now = l10n.t('shown now');
  return { ...choice, description: choice.description === undefined ? now : `${choice.description} · ${now}` };
}

function isShown({ days }: Choice, { listed }: ViewQuery, here: DayRange | undefined): boolean {
  if (days === undefined || days === 'newest' || listed.days === 'newest')
    return days !== undefined && days === listed.days;
  return days.from === here?.from && days.to === here.to;
}

async function typed(shown: DayRange | undefined): Promise<DayRange | undefined> {
  const text = await window.showInputBox({
    title: l10n.t('Choose a day or a range'),
    prompt: l10n.t('A day like 2016-08-12, or two of them: 2016-08-01 to 2016-08-12'),
    ...(shown && { value: shown.from === shown.to ? shown.from : `${shown.from} to ${shown.to}` }),
    validateInput: (written) => {
      const days = parseDays(written);
      return typeof days === 'string' ? days : undefined;
    },
  });
  const days = text === undefined ? undefined : parseDays(text);
  return typeof days === 'string' ? undefined : days;
}

function oneDay(day: Day): DayRange {
  return { from: day, to: day };
}

function dayChoice(label: string, day: Day): Choice {
  return { label, description: longDay(day), days: oneDay(day) };
}

function rangeChoice(label: string, days: DayRange): Choice {
  return { label, description: daysName(days), days };
}
