import assert from 'node:assert/strict';
import { type JiraApp, openJiraApp } from '../tickets/openJiraApp.ts';
import { formsOf, linksOf, type Page, textOf, Visitor } from './visitor.ts';

describe('tickets on the site', () => {
  let opened: JiraApp;
  let visitor: Visitor;
  let group: string;

  beforeEach(async () => {
    opened = await openJiraApp();
    visitor = new Visitor(opened.app);
    group = `/groups/${opened.traceback.fingerprint}`;
  });
  afterEach(() => opened.close());

  const newTicket = (): Promise<Page> => visitor.get(`${group}/ticket`);
  const token = (page: Page): string => formsOf(page)[0]?.fields['_csrf'] ?? '';

  it('are made from a filled-in form, with a preview, and shown with the fault', async () => {
    const before = await visitor.get(group);
    assert.match(textOf(before.html), /No ticket is linked with this fault/);
    assert.ok(linksOf(before).includes(`${group}/ticket`));
    const page = await newTicket();
    assert.match(textOf(page.html), /New ticket in SHOP/);
    assert.match(page.html, /### Traceback of/);
    const filled = {
      _csrf: token(page),
      type: '10001',
      summary: 'Ours',
      description: 'Look: <https://example.com/a>\n\n```python\n<b>\n```',
    };
    const preview = await visitor.post(`${group}/ticket`, { ...filled, does: 'preview' });
    assert.match(preview.html, /<a href="https:\/\/example.com\/a"[^>]*><bdi>https/);
    assert.match(preview.html, /&lt;b&gt;/);
    assert.match(preview.html, /value="Ours"/);
    assert.equal(opened.jira.site.issues.size, 0);
    const after = await visitor.post(`${group}/ticket`, { ...filled, 'field.priority': '2', does: 'create' });
    assert.match(textOf(after.html), /SHOP-1 was made\./);
    assert.match(textOf(after.html), /SHOP-1 Ours To Do nobody/);
    assert.deepEqual(opened.jira.site.issues.get('SHOP-1')?.fields['priority'], { id: '2' });
    const again = await visitor.post(`${group}/ticket`, { ...filled, does: 'create' });
    assert.match(textOf(again.html), /Nothing was made: SHOP-1 is this fault’s ticket already/);
    assert.match(textOf((await newTicket()).html), /This fault has a ticket in this project: SHOP-1/);
  });

  it('keep what was written when Jira refuses, fails or cannot be reached', async () => {
    const { jira } = opened;
    const page = await newTicket();
    const filled = {
      _csrf: token(page),
      type: '10001',
      summary: 'My own title',
      description: 'My own words',
      does: 'create',
    };
    jira.site.form.push({
      fieldId: 'customfield_1',
      name: 'Team',
      required: true,
      schema: { type: 'string', custom: 'x:textfield' },
    });
    const refused = await visitor.post(`${group}/ticket`, { ...filled, 'field.priority': '3' });
    assert.equal(refused.status, 422);
    assert.match(textOf(refused.html), /Team is required/);
    assert.match(refused.html, /value="My own title"/);
    assert.match(refused.html, /\nMy own words<\/textarea>/);
    assert.match(refused.html, /<option value="3" selected>/);
    await jira.close();
    const lost = await visitor.post(`${group}/ticket`, { ...filled, 'field.customfield_1': 'blue' });
    assert.equal(lost.status, 502);
    assert.match(textOf(lost.html), /Could not reach/);
    assert.match(lost.html, /value="My own title"/);
    assert.match(lost.html, /name="field.customfield_1" value="blue"/);
  });

  it('are not made twice after a lost answer: the page says what stands', async () => {
    const page = await newTicket();
    opened.jira.cutNext('POST /rest/api/3/issue');
    const filled = { _csrf: token(page), type: '10001', summary: 'a', description: 'b', does: 'create' };
    const uncertain = await visitor.post(`${group}/ticket`, filled);
    // Search of this Jira shows it at once.
    assert.match(textOf(uncertain.html), /This fault has a ticket in this project: SHOP-1/);
    assert.equal(opened.jira.site.issues.size, 1);
    assert.match(textOf((await visitor.get(group)).html), /SHOP-1 a To Do nobody/);
  });

  it('are linked by key or address, told of new hits, and unlinked with a way back', async () => {
    const { jira } = opened;
    const key = jira.site.add({ summary: 'Old one' });
    const linked = await visitor.send(await visitor.get(group), `${group}/tickets/link`, {
      key: `https://x.example/browse/${key}?a=b`,
    });
    assert.match(textOf(linked.html), /SHOP-1 is linked\./);
    const told = await visitor.send(linked, `${group}/tickets/comment`);
    assert.match(textOf(told.html), /SHOP-1 was told of \d+ hits?\./);
    assert.match(
      textOf((await visitor.send(told, `${group}/tickets/comment`)).html),
      /Nothing was written to SHOP-1\. The ticket mentions/,
    );
    const unlinked = await visitor.send(told, `${group}/tickets/unlink`);
    assert.match(textOf(unlinked.html), /no longer linked/);
    assert.match(textOf((await visitor.send(unlinked, `${group}/tickets/link`, { key })).html), /SHOP-1 is linked/);
    const wrong = await visitor.send(told, `${group}/tickets/link`, { key: 'nonsense' });
    assert.equal(wrong.status, 400);
  });

  it('that are done are opened again', async () => {
    const { jira } = opened;
    const key = jira.site.add({ summary: 'Old one', status: '3' });
    const linked = await visitor.send(await visitor.get(group), `${group}/tickets/link`, { key });
    assert.match(textOf(linked.html), /Old one Done/);
    const open = await visitor.send(linked, `${group}/tickets/reopen`);
    assert.match(textOf(open.html), /SHOP-1 is open again: To Do\./);
    assert.match(textOf(open.html), /Old one To Do/);
    assert.ok(!formsOf(open).some(({ action }) => action.endsWith('/tickets/reopen')));
  });

  it('that may be of the fault stand above the form, with the reason', async () => {
    const { jira, traceback } = opened;
    const description = {
      version: 1,
      type: 'doc',
      content: [{ type: 'codeBlock', content: [{ type: 'text', text: traceback.text }] }],
    };
    jira.site.add({ summary: 'Pasted by hand', description });
    const page = await newTicket();
    assert.match(textOf(page.html), /SHOP-1 Pasted by hand To Do This fault: it holds a traceback of this fault/);
    assert.match(textOf((await visitor.send(page, `${group}/tickets/link`)).html), /SHOP-1 is linked/);
  });

  it('lead to Jira’s own form when it asks for what cannot be drawn', async () => {
    opened.jira.site.form.push({ fieldId: 'customfield_2', name: 'Sprint', required: true, schema: { type: 'any' } });
    const page = await newTicket();
    assert.match(textOf(page.html), /Jira asks for Sprint, which cannot be filled in here/);
    assert.ok(linksOf(page).some((link) => link.includes('CreateIssueDetails')));
  });

  it('are as long as they have to be', async () => {
    const page = await newTicket();
    const description = '"\u00fc'.repeat(9_000);
    const after = await visitor.post(`${group}/ticket`, {
      _csrf: token(page),
      type: '10001',
      summary: 'long',
      description,
      does: 'preview',
    });
    assert.equal(after.status, 200);
  });
});
