import type { FastifyReply, FastifyRequest } from 'fastify';
import { dayIn } from '../../../src/core/groups/day.ts';
import { explain } from '../../../src/core/python/fingerprint.ts';
import { faultRules } from '../../../src/stores/faultRules.ts';
import { Problem } from '../../api/problem.ts';
import { ownerOf } from '../../mine/owner.ts';
import { groupAddress, type HitsView, tracebackAddress } from '../addresses.ts';
import { faultRuleRows } from '../faultRules/faultRuleRows.ts';
import { type RegroupForms, regroupModel } from '../faultRules/regroupForms.ts';
import { type Site, show } from '../site.ts';
import { ticketSection } from '../tickets/ticketSection.ts';
import { exceptionViews } from '../traceback/exceptionView.ts';
import { distributions } from './distribution.ts';
import { groupHead } from './groupHead.ts';
import { groupHistory } from './groupHistory.ts';
import { groupHits } from './groupHits.ts';
import { groupHours } from './groupHours.ts';
import { hiddenForYou } from './hiddenForYou.ts';
import { hitsOfDay, newestHits } from './newestHits.ts';

/** Answers with a fault's page, or leads to that of the fault it was merged into; `forms`: what was typed to merge or split it, and why it was not done. Throws Problem (404) when there is no such fault. */
export async function showGroup(
  site: Site,
  request: FastifyRequest,
  reply: FastifyReply,
  { fingerprint, view, forms = {} }: { fingerprint: string; view: HitsView; forms?: RegroupForms },
): Promise<FastifyReply> {
  const group = await site.store.group(fingerprint);
  if (!group) {
    const merged = (await faultRules(site.store)).find(({ kind, fault }) => kind === 'merge' && fault === fingerprint);
    if (merged) return reply.redirect(groupAddress(merged.into));
    throw new Problem(
      404,
      'There is no fault with this fingerprint. Its archive may have been read again and have changed.',
    );
  }
  const newest = await newestHits(site.store, group, view);
  const day = view.day ?? dayIn(site.store.timeZone)(group.last);
  const ofDay = await hitsOfDay(site.store, group, { ...view, newest, day });
  const mine = await site.hiddenForMe.get(ownerOf(request), fingerprint);
  const rules = (await faultRules(site.store)).filter(({ fault, into }) => [fault, into].includes(fingerprint));
  return show(site, reply, 'group', {
    ...groupHead(site, group),
    mine: mine && hiddenForYou(mine, site.clock),
    tickets: ticketSection(group, site.clock, site.now(), site.hasTickets),
    charts: [groupHistory(site, group, view), groupHours(site, group, { day, shown: ofDay, view })],
    newest: newest.hits[0] && (await newestModel(site, newest.hits[0].id)),
    ...(await groupHits(site, group, { view, ofDay })),
    distributions: distributions(group, newest.hits).filter(({ rows }) => rows.length > 0),
    ofNewest: newest.cut,
    faultRules: faultRuleRows(rules, site),
    regroup: regroupModel(forms),
  });
}

async function newestModel({ store, sourceUrl }: Site, id: string) {
  const traceback = await store.traceback(id);
  return (
    traceback && {
      href: tracebackAddress(traceback.id),
      exceptions: exceptionViews(traceback.exceptions, sourceUrl),
      unfinished: traceback.unfinished,
      parts: explain(traceback),
    }
  );
}
