import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import { listAddress } from './addresses.ts';
import { cappedNumber } from '../../src/core/wording/number.ts';
import { daysName } from '../../src/core/wording/daysPhrase.ts';
import { faultRules } from '../../src/stores/faultRules.ts';
import { faultRuleRows } from './faultRules/faultRuleRows.ts';
import { ListQuery, listView, rangeOf } from './list/listView.ts';
import { type Site, show } from './site.ts';

const RulesQuery = Type.Pick(ListQuery, ['day', 'from', 'to']);

/** `/rules`: the team's rules and what each hides, on the days given (all without), and what people merged and split. */
export function rulesPage(app: FastifyInstance, site: Site): void {
  app.get<{ Querystring: Static<typeof RulesQuery> }>(
    '/rules',
    { schema: { querystring: RulesQuery } },
    async (request, reply) => {
      const { store, rules, now } = site;
      const span = listView(request.query).span ?? { kind: 'all' };
      const counts = await store.counts(rangeOf(span), now());
      const effect = new Map(counts.hiddenByRule.map(({ rule, count }) => [rule, count]));
      const known = rules.hide.map(({ name, ...conditions }) => ({
        name,
        conditions: Object.entries(conditions).map(([what, expression]) => ({ what, expression })),
        count: cappedNumber(effect.get(name) ?? 0),
      }));
      // Tracebacks that were judged under other rules and not since.
      const former = counts.hiddenByRule
        .filter(({ rule }) => !rules.hide.some(({ name }) => name === rule))
        .map(({ rule, count }) => ({ name: rule, conditions: [], count: cappedNumber(count) }));
      return show(site, reply, 'rules', {
        title: 'Rules',
        section: 'rules',
        days: daysName(rangeOf(span)),
        all: span.kind === 'all',
        hide: [...known, ...former],
        labels: rules.labels,
        faultRules: faultRuleRows(await faultRules(store), site),
        hiddenFaults: counts.hidden > 0 && {
          text: `${cappedNumber(counts.hidden)} ${counts.hidden === 1 ? 'fault has' : 'faults have'} something hidden`,
          href: listAddress({ span, q: '', filter: 'hidden' }),
        },
      });
    },
  );
}
