import type { FaultSummary, GroupState } from '../../core/groups/group.ts';
import type { GroupTicket } from '../../core/groups/ticket.ts';
import type { GroupDetail, GroupPage, GroupRow } from '../store.ts';
import {
  type AnswerFields,
  flag,
  labels,
  list,
  mark,
  object,
  orNull,
  text,
  time,
  whole,
  word,
} from './answerFields.ts';

/** How a group can stand, as the API says it. */
export const STANDINGS = ['open', 'resolved', 'regressed'] as const;

/** How many tracebacks one rule hides. */
export const ruleCount = object((rule) => ({ rule: rule.get('rule', text), count: rule.get('count', whole) }));

const nameCount = object((name) => ({ name: name.get('name', text), count: name.get('count', whole) }));

const summary = object((fault): FaultSummary => ({
  type: fault.get('type', text),
  message: fault.get('message', text),
  ...fault.maybe(
    'frame',
    'frame',
    object((frame) => ({
      function: frame.get('function', orNull(text)),
      path: frame.get('path', text),
      line: frame.get('line', whole),
    })),
  ),
  program: fault.get('program', text),
  instance: fault.get('instance', text),
  labels: fault.get('labels', labels),
}));

const hidden = object((state): NonNullable<GroupState['hidden']> => ({
  at: state.get('at', time),
  ...state.maybe('until', 'until', time),
  ...state.maybe('reason', 'reason', text),
  ...state.maybe('by', 'by', text),
}));

const resolved = object((state): NonNullable<GroupState['resolved']> => ({
  at: state.get('at', time),
  ...state.maybe('by', 'by', text),
}));

const ticket = object((each): GroupTicket => ({
  key: each.get('key', text),
  url: each.get('url', text),
  status: each.get('status', text),
  category: each.get('category', word(['new', 'indeterminate', 'done'])),
  ...each.maybe('assignee', 'assignee', text),
  ...each.maybe('summary', 'summary', text),
  ...each.maybe('created_at', 'createdAt', time),
  ...each.maybe('resolved_at', 'resolvedAt', time),
  ...each.maybe('fix_version', 'fixVersion', text),
}));

const day = object((each) => ({
  day: each.get('day', text),
  first: each.get('first', time),
  last: each.get('last', time),
  count: each.get('count', whole),
}));

/** A row of `GET /api/groups`. */
const groupRow = object((group): GroupRow => ({
  ...whatAllSay(group),
  history: group.get('history', list(whole)),
  isNew: group.get('new', flag),
}));

/** A page of `GET /api/groups`. */
export const groupPage = object((page): GroupPage => ({
  groups: page.get('groups', list(groupRow)),
  ...page.maybe('cursor', 'cursor', text),
  total: page.get('total', whole),
  more: page.get('more', flag),
  ...page.maybe('search_cut', 'searchCut', mark),
}));

/** The answer of `GET /api/groups/:fingerprint`. */
export const groupDetail = object((group): GroupDetail => ({
  ...whatAllSay(group),
  hiddenByRule: group.get('hidden_by_rule', list(ruleCount)),
  days: group.get('days', list(day)),
  programs: group.get('programs', list(nameCount)),
  instances: group.get('instances', list(nameCount)),
}));

function whatAllSay(group: AnswerFields): Omit<GroupRow, 'history' | 'isNew'> {
  return {
    fingerprint: group.get('fingerprint', text),
    summary: group.get('summary', summary),
    count: group.get('count', whole),
    first: group.get('first', time),
    last: group.get('last', time),
    standing: group.get('standing', word(STANDINGS)),
    state: {
      ...group.maybe('hidden', 'hidden', hidden),
      ...group.maybe('resolved', 'resolved', resolved),
      ...group.maybe('tickets', 'tickets', list(ticket)),
    },
  };
}
