import type { FastifyInstance, FastifyReply } from 'fastify';
import { type Static, Type } from 'typebox';
import { conditionPhrase, type FaultRule } from '../../src/core/groups/faultRules.ts';
import { faultTitle } from '../../src/core/wording/faultTitle.ts';
import { removeFaultRule } from '../../src/stores/faultRules.ts';
import { Problem } from '../api/problem.ts';
import { applyFaultRules } from '../faultRules/applyFaultRules.ts';
import { keepFaultRule } from '../faultRules/keepFaultRule.ts';
import { splitRule } from '../faultRules/splitRule.ts';
import { groupAddress } from './addresses.ts';
import { askedCondition, fingerprintIn, MergeForm, SplitForm, splitFields } from './faultRules/regroupForms.ts';
import { showGroup } from './group/showGroup.ts';
import { leaveNotice, type Notice } from './notice.ts';
import type { Site } from './site.ts';

const Fingerprint = Type.Object({ fingerprint: Type.String({ maxLength: 200 }) });
const UndoForm = Type.Object({
  into: Type.String({ minLength: 1, maxLength: 100 }),
  /** Where it is gone back to: the page of all rules; without it, the fault's own. */
  back: Type.Optional(Type.Literal('rules')),
});

interface OfGroup<Form extends Type.TSchema> {
  Params: Static<typeof Fingerprint>;
  Body: Static<Form>;
}

const LATER = 'The tracebacks that are kept already are still being moved.';

/** The forms that merge a fault, split it, and undo that. What cannot be done comes back on the fault's page, with what was typed. */
export function regroupActions(app: FastifyInstance, site: Site): void {
  const { store, now } = site;
  const decided = (asker: string | undefined) => ({ at: now(), ...(asker !== undefined && { by: asker }) });

  app.post<OfGroup<typeof MergeForm>>(
    '/groups/:fingerprint/merge',
    { schema: { params: Fingerprint, body: MergeForm } },
    async (request, reply) => {
      const { params, body, asker, log } = request;
      const { fingerprint: fault } = params;
      try {
        const into = fingerprintIn(body.into);
        const [merged, other] = [await store.group(fault), await store.group(into)];
        if (!other) throw new Problem(404, `Nothing was merged: there is no fault ${into}.`);
        const rule = await keepFaultRule(store, { kind: 'merge', fault, into, ...decided(asker) });
        const text = `Merged into this fault: ${merged ? faultTitle(merged.summary) : fault}`;
        const applied = await applyFaultRules(store, log);
        return done(reply, groupAddress(into), { text: applied ? text : `${text}. ${LATER}`, undo: undoOf(rule) });
      } catch (error) {
        const forms = { merge: { ...body, problem: sentence(error) } };
        return showGroup(site, request, reply.code(statusOf(error)), { fingerprint: fault, view: {}, forms });
      }
    },
  );

  app.post<OfGroup<typeof SplitForm>>(
    '/groups/:fingerprint/split',
    { schema: { params: Fingerprint, body: SplitForm } },
    async (request, reply) => {
      const { params, body, asker, log } = request;
      const { fingerprint: fault } = params;
      try {
        const rule = await keepFaultRule(store, splitRule(fault, askedCondition(body), decided(asker)));
        const applied = await applyFaultRules(store, log);
        const part = await store.group(rule.into);
        const none = 'No traceback that is kept fits; those to come will be a fault of their own.';
        const outcome = part ? 'They are this fault now.' : none;
        return done(reply, groupAddress(part ? rule.into : fault), {
          text: `Split off: ${conditionPhrase(rule.condition)}. ${applied ? outcome : LATER}`,
          undo: undoOf(rule),
        });
      } catch (error) {
        const forms = { split: { ...body, problem: sentence(error) } };
        return showGroup(site, request, reply.code(statusOf(error)), { fingerprint: fault, view: {}, forms });
      }
    },
  );

  app.post<OfGroup<typeof UndoForm>>(
    '/groups/:fingerprint/undo_rule',
    { schema: { params: Fingerprint, body: UndoForm } },
    async ({ params: { fingerprint: fault }, body: { into, back }, log }, reply) => {
      const rule = await removeFaultRule(store, { fault, into });
      if (!rule) throw new Problem(404, 'Nothing was undone: there is no such rule any more.');
      const applied = await applyFaultRules(store, log);
      const there = (await store.group(fault)) !== undefined;
      const text = rule.kind === 'merge' ? 'No longer merged.' : 'No longer split off.';
      return done(reply, there && back === undefined ? groupAddress(fault) : '/rules#faults', {
        text: applied ? text : `${text} ${LATER}`,
        ...(there && { undo: againOf(rule) }),
      });
    },
  );
}

function undoOf({ fault, into }: FaultRule): NonNullable<Notice['undo']> {
  return { action: `${groupAddress(fault)}/undo_rule`, fields: { into } };
}

function againOf(rule: FaultRule): NonNullable<Notice['undo']> {
  return rule.kind === 'merge'
    ? { action: `${groupAddress(rule.fault)}/merge`, fields: { into: rule.into } }
    : { action: `${groupAddress(rule.fault)}/split`, fields: { ...splitFields(rule.condition) } };
}

/** Throws what is no Problem on. */
function sentence(error: unknown): string {
  if (error instanceof Problem) return error.message;
  throw error;
}

function statusOf(error: unknown): number {
  return error instanceof Problem ? error.statusCode : 500;
}

function done(reply: FastifyReply, to: string, notice: Notice): FastifyReply {
  leaveNotice(reply, notice);
  return reply.redirect(to, 303);
}
