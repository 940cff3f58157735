import assert from 'node:assert/strict';
import { QueryError } from '../../src/core/groups/query.ts';
import { headline, headSentence } from '../../src/tree/headline.ts';
import { ViewQuery } from '../../src/tree/viewQuery.ts';
import { memento } from './openTree.ts';

const DAYS = { from: '2016-08-01', to: '2016-08-12' };

describe('what the view shows', () => {
  it('is every fault of the newest day at first', () => {
    const { listed, grouping } = new ViewQuery(memento());
    assert.deepEqual([listed, grouping], [{ days: 'newest', filter: 'all' }, 'fault']);
  });

  it('is kept for the workspace', () => {
    const kept = memento();
    const query = new ViewQuery(kept);
    query.useStore('The server');
    query.search(' exc:KeyError  cart ');
    query.filter('new');
    query.chooseDays(DAYS);
    query.group('file');
    const next = new ViewQuery(kept);
    next.useStore('The server');
    assert.deepEqual([next.listed, next.grouping], [query.listed, 'file']);
    assert.equal(next.listed.search?.text, 'exc:KeyError  cart');
  });

  it('begins with the newest day of another store, grouped as before', () => {
    const query = new ViewQuery(memento());
    query.useStore('The server');
    query.search('cart');
    query.chooseDays(DAYS);
    query.group('program');
    query.useStore('Two log archives');
    assert.deepEqual([query.listed, query.grouping], [{ days: 'newest', filter: 'all' }, 'program']);
  });

  it('tells of other faults and of another order apart', () => {
    const query = new ViewQuery(memento());
    const told: string[] = [];
    const registration = query.onDidChange((what) => told.push(what));
    query.filter('new');
    query.group('file');
    query.group('file');
    query.clear();
    registration.dispose();
    query.filter('hidden');
    assert.deepEqual(told, ['list', 'grouping', 'list']);
  });

  it('stays as it is when a search means nothing', () => {
    const query = new ViewQuery(memento());
    query.search('cart');
    const before = query.listed;
    assert.throws(() => query.search('"cart'), QueryError);
    assert.equal(query.listed, before);
    query.search('  ');
    assert.deepEqual(query.listed, { days: 'newest', filter: 'all' });
  });

  it('is cleared but for its days', () => {
    const query = new ViewQuery(memento());
    query.chooseDays(DAYS);
    query.search('cart');
    query.filter('resolved');
    query.clear();
    assert.deepEqual(query.listed, { days: DAYS, filter: 'all' });
  });

  for (const broken of [
    { days: { from: '2016-08-12', to: '2016-08-01' }, filter: 'all ', grouping: 7, search: '"open' },
    { days: { from: '2016-02-31', to: '2016-08-01' }, filter: null, grouping: null, search: {} },
    { days: 'yesterday', search: 'OR' },
  ]) {
    it(`leaves out what it does not understand: ${JSON.stringify(broken)}`, () => {
      const { listed, grouping } = new ViewQuery(memento(new Map([['assertionContext.view', broken]])));
      assert.deepEqual([listed, grouping], [{ days: 'newest', filter: 'all' }, 'fault']);
    });
  }

  it('stands beside the view’s name when it is a part only', () => {
    const query = new ViewQuery(memento());
    assert.deepEqual([headline(query.listed), headSentence(query.listed)], [undefined, '']);
    query.filter('new');
    query.search('exc:KeyError\u202e cart');
    assert.equal(headline(query.listed), String.raw`new · exc:KeyError\u202e cart`);
    assert.equal(headSentence(query.listed), String.raw`Only new faults · Search: exc:KeyError\u202e cart`);
  });
});
