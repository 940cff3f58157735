import assert from 'node:assert/strict';
import { archiveText, tracebackLines } from './archiveText.ts';
import { type OpenPages, openPages } from './openPages.ts';
import { linkNamed, linksOf, textOf } from './visitor.ts';

const ARCHIVES = {
  'dt=2016-08-12/2016-08-12-03.tsv': archiveText([
    ...tracebackLines('2016-08-12T03:10:00', 'AssertionError: -1', { program: 'web' }),
    ...tracebackLines('2016-08-12T03:20:00', 'AssertionError: -2', { program: 'worker' }),
    ...tracebackLines('2016-08-12T03:30:00', 'KeyError: 1', { function: 'reserve' }),
  ]),
};

const NO_RULES = /No fault is merged or split\./;

describe('merging and splitting on the pages', () => {
  let pages: OpenPages;
  let total: string;
  let reserve: string;
  beforeEach(async () => {
    pages = await openPages({ archives: ARCHIVES });
    const list = await pages.visitor.get('/groups?day=all');
    total = linkNamed(list, 'AssertionError');
    reserve = linkNamed(list, 'KeyError');
  });
  afterEach(() => pages.close());

  const faults = async (): Promise<number> =>
    new Set(linksOf(await pages.visitor.get('/groups?day=all')).filter((link) => /^\/groups\/v\d/.test(link))).size;
  const rules = async (): Promise<string> => textOf((await pages.visitor.get('/rules')).html);

  for (const [what, written] of [
    ['the address of its page', (path: string) => ` https://tracebacks.example${path}?day=2016-08-12#hits `],
    ['the address in an editor', (path: string) => `vscode://a.b${path.replace('/groups/', '/group/')}`],
    ['its fingerprint', (path: string) => path.replace('/groups/', '')],
  ] as const) {
    it(`merges a fault into another by ${what}, lists that, and undoes it`, async () => {
      assert.match(await rules(), NO_RULES);
      const merged = await pages.visitor.send(await pages.visitor.get(total), `${total}/merge`, {
        into: written(reserve),
      });
      assert.equal(merged.address, reserve);
      assert.match(textOf(merged.html), /^Merged into this fault: AssertionError in total Undo .* Seen 3 times/);
      assert.match(textOf(merged.html), /People decided otherwise: .* Merge: all of it v1-/);
      assert.equal(await faults(), 1);
      const { status, headers } = await pages.visitor.get(total);
      assert.deepEqual([status, headers['location']], [302, reserve], 'a link from before leads on');
      assert.match(await rules(), /Rules on faults .* Merge: all of it v1-\w+ v1-\w+ .*Undo/);

      const undone = await pages.visitor.send(merged, `${total}/undo_rule`);
      assert.equal(undone.address, total);
      assert.match(textOf(undone.html), /^No longer merged\. Undo .* Seen 2 times/);
      assert.equal(await faults(), 2);
      assert.match(await rules(), NO_RULES);

      const again = await pages.visitor.send(undone, `${total}/merge`, { into: written(reserve) });
      assert.equal(again.address, reserve);
    });
  }

  for (const [by, value, said] of [
    ['program', 'worker', 'program is worker'],
    ['frame', 'orders/cart.py', 'a frame is in orders/cart.py'],
    ['message', '^-2$', 'the message fits ^-2$'],
  ] as const) {
    it(`splits off by ${by}, lists that, and undoes it`, async () => {
      const split = await pages.visitor.send(await pages.visitor.get(total), `${total}/split`, { by, value });
      assert.notEqual(split.address, total);
      assert.ok(textOf(split.html).startsWith(`Split off: ${said}. They are this fault now. Undo`));
      assert.ok((await rules()).includes(`Split: ${said} v1-`));

      const listed = await pages.visitor.get('/rules');
      const undone = await pages.visitor.send(listed, `${total}/undo_rule`);
      assert.match(undone.address, /^\/rules/);
      assert.match(textOf(undone.html), /^No longer split off\. Undo/);
      assert.match(textOf(undone.html), NO_RULES);
      assert.equal(await faults(), 2);
    });
  }

  it('splits off a label, of which nothing is kept yet', async () => {
    const form = { by: 'label', value: 'customer=acme' };
    const split = await pages.visitor.send(await pages.visitor.get(total), `${total}/split`, form);
    assert.equal(split.address, total);
    assert.match(textOf(split.html), /^Split off: label customer is acme\. No traceback that is kept fits/);
    assert.match(await rules(), /Split: label customer is acme/);
  });

  it('notes who did it, and what', async () => {
    const into = reserve.replace('/groups/', '');
    await pages.visitor.send(await pages.visitor.get(total), `${total}/merge`, { into });
    assert.match(textOf((await pages.visitor.get('/audit')).html), /merged a fault into another/);
  });

  const REFUSED: [string, 'merge' | 'split', Record<string, string>, number, RegExp][] = [
    ['nothing', 'merge', { into: ' ' }, 400, /Nothing was merged: paste the address/],
    ['what is no address', 'merge', { into: 'the "other" one' }, 400, /Nothing was merged: this is no fault\./],
    ['a fault that is none', 'merge', { into: 'v1-0000' }, 404, /Nothing was merged: there is no fault v1-0000\./],
    ['no value', 'split', { by: 'program', value: ' ' }, 409, /Say what is to be split off\./],
    ['a label that is not written as one', 'split', { by: 'label', value: 'acme' }, 400, /a label is written like/],
    ['no expression', 'split', { by: 'message', value: '(<b>' }, 409, /This is no regular expression/],
    ['a long value', 'split', { by: 'frame', value: 'x'.repeat(300) }, 409, /at most 200 characters/],
  ];
  for (const [what, verb, typed, status, sentence] of REFUSED) {
    it(`refuses to ${verb} by ${what}, and keeps what was typed`, async () => {
      const page = await pages.visitor.send(await pages.visitor.get(total), `${total}/${verb}`, typed);
      assert.equal(page.status, status);
      assert.match(textOf(page.html), sentence);
      const kept = (typed['into'] ?? typed['value'] ?? '')
        .replaceAll('"', '&quot;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;');
      assert.ok(page.html.includes(`value="${kept}"`), kept);
      if (typed['by'] !== undefined) assert.ok(page.html.includes(`<option value="${typed['by']}" selected>`));
      assert.match(page.html, /<details class="hide" open>/);
      assert.match(await rules(), NO_RULES);
      assert.equal(await faults(), 2);
    });
  }

  it('refuses to merge a fault into itself', async () => {
    const page = await pages.visitor.send(await pages.visitor.get(total), `${total}/merge`, { into: total });
    assert.equal(page.status, 409);
    assert.match(textOf(page.html), /A fault cannot be merged into itself\./);
  });

  it('refuses without the form’s token, for a fault that is not there, and to undo what is no rule', async () => {
    const page = await pages.visitor.get(total);
    assert.equal((await pages.visitor.post(`${total}/merge`, { into: reserve })).status, 403);
    const token = /name="_csrf" value="([^"]*)"/.exec(page.html)?.[1] ?? '';
    for (const [address, fields] of [
      ['/groups/v1-0/merge', { into: reserve }],
      ['/groups/v1-0/split', { by: 'program', value: 'web' }],
      [`${total}/undo_rule`, { into: 'v1-0' }],
    ] as const)
      assert.equal((await pages.visitor.post(address, { _csrf: token, ...fields })).status, 404, address);
  });
});
