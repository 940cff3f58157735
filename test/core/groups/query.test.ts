import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { formatQuery } from '../../../src/core/groups/formatQuery.ts';
import { matches } from '../../../src/core/groups/matchQuery.ts';
import { parseQuery } from '../../../src/core/groups/parseQuery.ts';
import { QueryError, type Query } from '../../../src/core/groups/query.ts';
import { QUERY_HELP } from '../../../src/core/groups/queryHelp.ts';
import type { Searched } from '../../../src/core/groups/searchable.ts';
import type { LineNumber } from '../../../src/core/python/traceback.ts';
import { queries } from './queries.ts';

const cart: Searched = {
  id: '700594302233129020',
  archive: 'logs/dt=2016-08-12/2016-08-12-03.tsv.gz',
  instance: 'i-cc6b5552',
  program: 'engine.debug',
  labels: { customer: 'Acme Corp', request_id: '77f0' },
  text: 'Traceback (most recent call last):\n  File "/opt/shop/orders/cart.py", line 63, in total\n    assert price >= 0, price\nAssertionError: Größe -3',
  exceptions: [
    { type: 'KeyError', message: "'price'", relation: 'context', frames: [] },
    {
      type: 'shop.errors.PriceError',
      message: 'Größe -3\nnote: first',
      relation: null,
      frames: [
        {
          path: '/opt/shop/orders/cart.py',
          line: 63 as LineNumber,
          function: 'cart_total',
          source: 'assert price >= 0, price',
        },
      ],
    },
  ],
};

describe('search language', () => {
  const finds: [string, boolean][] = [
    ['price', true],
    ['PRICE assert', true],
    ['price nowhere', false],
    ['"most recent"', true],
    ['"recent most"', false],
    ['größe', true],
    ['grö*', true],
    ['"most rec*"', true],
    ['rec', false],
    ['/opt/shop/orders/cart.py', true],
    ['cart_total', false],
    ['exc:PriceError', true],
    ['exc:errors.PriceError', true],
    ['exc:keyerror', true],
    ['exc:Price', false],
    ['exc:Price*', true],
    ['exc:"keyerror shop"', false],
    ['file:orders/cart.py', true],
    ['file:art.py', false],
    ['func:cart_total', true],
    ['func:total', true],
    ['program:engine', true],
    ['instance:i-cc6b5552', true],
    ['message:first', true],
    ['message:assert', false],
    ['label:customer="acme corp"', true],
    ['label:customer=acme', false],
    ['label:customer=acme*', true],
    ['label.customer:acme*', true],
    ['label:request_id', true],
    ['label:user', false],
    ['archive:2016-08-12-03', true],
    ['id:700594302233129020', true],
    ['id:7005', false],
    ['-price', false],
    ['-nowhere', true],
    ['-(price nowhere)', true],
    ['nowhere OR price', true],
    ['nowhere OR (price -assert)', false],
    ['-(-price)', true],
    ['http://price', false],
    ['KeyError: nowhere', false],
  ];
  for (const [text, expected] of finds) {
    it(`${text} ${expected ? 'finds' : 'does not find'} the traceback`, () => {
      const query = parseQuery(text);
      assert.ok(query);
      assert.equal(matches(query, cart), expected);
    });
  }

  const refused: [string, RegExp, number][] = [
    ['a "b', /quotation mark is not closed/, 2],
    ['(a OR b', /parenthesis is not closed/, 0],
    ['a) b', /no opening one/, 1],
    ['a OR', /missing/, 4],
    ['OR a', /missing/, 0],
    ['()', /missing/, 1],
    ['exc:', /no letter or digit/, 0],
    ['a --', /no letter or digit/, 2],
    ['label:a.b=c', /label:customer=acme/, 0],
    ['label:', /label:customer=acme/, 0],
    ['label:$=c', /letter or a digit/, 0],
    ['x'.repeat(1001), /longer than 1000/, 1000],
    ['x '.repeat(33), /more than 32 terms/, 64],
    ['('.repeat(9) + 'a', /too deep/, 8],
  ];
  for (const [text, message, position] of refused) {
    it(`refuses ${text.slice(0, 20)} with a sentence and the place`, () => {
      assert.throws(
        () => parseQuery(text),
        (error) => error instanceof QueryError && message.test(error.message) && error.position === position,
      );
    });
  }

  it('takes a blank search for none', () => {
    assert.equal(parseQuery(' \n'), undefined);
  });

  it('reads what it writes', () => {
    fc.assert(fc.property(queries, (query) => assert.deepEqual(parseQuery(formatQuery(query)), query)));
  });

  it('understands any text or says why not', () => {
    const pieces = fc.array(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('"', '(', ')', ' OR ', '-', ' ', 'exc:', 'label:', '*', 'a'),
      ),
    );
    fc.assert(
      fc.property(pieces, (parts) => {
        let query: Query | undefined;
        try {
          query = parseQuery(parts.join(''));
        } catch (error) {
          assert.ok(error instanceof QueryError);
        }
        if (query) assert.deepEqual(parseQuery(formatQuery(query)), query);
      }),
    );
  });

  it('explains itself with searches that parse', () => {
    for (const { example } of QUERY_HELP) assert.ok(parseQuery(example), example);
  });
});
