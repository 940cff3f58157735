import assert from 'node:assert/strict';
import { pastedTracebacks } from '../../../src/core/python/pastedText.ts';
import type { FoundTraceback } from '../../../src/core/python/traceback.ts';

const NOW = Date.parse('2024-05-17T09:30:00Z');
const TIME = { now: NOW, timeZone: 'UTC' };

const CART = [
  'Traceback (most recent call last):',
  '  File "/opt/shop/web/app.py", line 41, in dispatch',
  '    return handler(request)',
  '  File "/opt/shop/orders/cart.py", line 63, in total',
  '    assert price >= 0, price',
  'AssertionError: -3',
];
const CHAIN = [
  'Traceback (most recent call last):',
  '  File "/opt/shop/stock/reserve.py", line 30, in reserve',
  '    return self.left[sku]',
  "KeyError: 'mug-blue'",
  '',
  'During handling of the above exception, another exception occurred:',
  '',
  'Traceback (most recent call last):',
  '  File "/opt/shop/orders/checkout.py", line 12, in place',
  '    stock.reserve(sku)',
  "LookupError: no such article 'mug-blue'",
];
const GROUP = [
  '  + Exception Group Traceback (most recent call last):',
  '  |   File "/opt/shop/worker/batches.py", line 88, in settle_day',
  '  |     async with asyncio.TaskGroup() as tasks:',
  '  | ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception)',
  '  +-+---------------- 1 ----------------',
  '    | Traceback (most recent call last):',
  '    |   File "/opt/shop/worker/batches.py", line 97, in settle_payment',
  '    |     await bank.settle(payment)',
  '    | TimeoutError: bank',
  '    +------------------------------------',
];

const lines = (...text: string[]): string => text.join('\n');
const each = (text: readonly string[], write: (line: string, i: number) => string): string =>
  text.map(write).join('\n');
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** What was copied from where, and the tracebacks in it. */
const CASES: [where: string, text: string, tracebacks: string[][]][] = [
  ['nothing around it', lines(...CART), [CART]],
  ['a file with Windows line ends', CART.join('\r\n'), [CART]],
  ['a chain', lines(...CHAIN), [CHAIN]],
  ['an exception group', lines(...GROUP), [GROUP]],
  ['two, one after the other', lines(...CART, ...CHAIN), [CART, CHAIN]],
  ['an editor, indented', each(CART, (line) => `        ${line}`), [CART]],
  ['an editor that sets tabs', each(CART, (line) => `\t${line}`), [CART]],

  [
    'a terminal with prompts',
    lines('(venv) anna@build-7:~/shop$ python manage.py total 17', ...CART, '(venv) anna@build-7:~/shop$ git status'),
    [CART],
  ],
  ['a terminal without a name', lines('$ ./manage.py total 17', ...CART, '$ '), [CART]],
  ['PowerShell', lines('PS C:\\work\\shop> python manage.py total', ...CART, 'PS C:\\work\\shop>'), [CART]],
  ['the interactive Python', lines('>>> cart.total()', ...CART, '>>> '), [CART]],
  [
    'a terminal in colours',
    lines(
      '\x1b[31mTraceback (most recent call last):\x1b[0m',
      '  File \x1b[35m"/opt/shop/web/app.py"\x1b[0m, line \x1b[35m41\x1b[0m, in \x1b[35mdispatch\x1b[0m',
      '    return \x1b[31mhandler\x1b[0m\x1b[1;31m(request)\x1b[0m',
      '  File \x1b[35m"/opt/shop/orders/cart.py"\x1b[0m, line \x1b[35m63\x1b[0m, in \x1b[35mtotal\x1b[0m',
      '    assert price >= 0, price',
      '\x1b[1;35mAssertionError\x1b[0m: \x1b[35m-3\x1b[0m',
    ),
    [CART],
  ],
  ['a terminal whose escapes became text', each(CART, (line) => `^[[0;31m${line}^[[0m`), [CART]],
  ['a terminal that fills its lines with spaces', each(CART, (line) => line.padEnd(80)), [CART]],
  [
    'a narrow terminal',
    lines(
      'Traceback (most recent call last):',
      '  File "/opt/shop/web/',
      'app.py", line 41, in dispatch',
      ...CART.slice(2),
    ),
    [CART],
  ],
  ['docker compose', each(CHAIN, (line) => `web-1  | ${line}`), [CHAIN]],
  ['kubectl with time stamps', each(CART, (line, i) => `2024-05-17T09:12:0${i}.123Z ${line}`), [CART]],

  ['a chat, quoted', each(CHAIN, (line) => (line === '' ? '>' : `> ${line}`)), [CHAIN]],
  ['a mail, quoted twice', each(CART, (line) => `> > ${line}`), [CART]],
  ['a mail that goes on below', lines(...CART.map((line) => `> ${line}`), 'Is this yours?'), [CART]],
  ['a chat with a fence', lines('look what I got', '```python', ...CART, '```', 'since this morning'), [CART]],
  ['a chat with a fence on the same lines', `\`\`\`${lines(...CART)}\`\`\``, [CART]],
  ['a fence in a quotation', lines('> ```', ...CHAIN.map((line) => `> ${line}`), '> ```'), [CHAIN]],
  ['a chat with words below', lines(...CART, '', 'Anna Weber 10:32', 'anyone seen this?'), [CART]],
  ['a messenger that names who wrote', lines(`[17/05/2024, 10:32] Anna: ${CART[0]}`, ...CART.slice(1)), [CART]],
  ['a list', each(CART, (line, i) => (i === 0 ? `- ${line}` : `  ${line}`)), [CART]],
  ['a list whose lines stand flush', lines(`1. ${CART[0]}`, ...CART.slice(1)), [CART]],
  ['a list with a bullet for each line', each(CART, (line) => `• ${line}`), [CART]],
  ['a chat that took the indentation', each(CART, (line) => line.trim()), [CART]],
  ['a chat that took the indentation of a chain', each(CHAIN, (line) => line.trim()), [CHAIN]],
  ['a chat that sets typographic quotation marks', lines(...CART).replaceAll(/"([^"\n]*)"/g, '“$1”'), [CART]],
  ['a chat with spaces that do not break', lines(...CART).replaceAll('  ', '\u00a0 '), [CART]],

  ['the source of a web page', escaped(lines(...CART)), [CART]],
  ['a web page with line breaks', CART.map(escaped).join('<br>\n'), [CART]],
  [
    'a log of JSON',
    `${JSON.stringify({ level: 'error', exc_info: lines(...CHAIN), pid: 7 })}\n{"level":"info"}`,
    [CHAIN],
  ],
  ["Python's repr", `task failed: '${lines(...CART).replaceAll('\n', '\\n')}'`, [CART]],
  ['a relay that squeezed it', CART.join('#012'), [CART]],

  ['its middle only', lines(...CART.slice(1)), [CART]],
  ['its beginning only', lines(...CART.slice(0, 3)), [CART.slice(0, 3)]],
  [
    'a message of several lines',
    lines(...CART, '  in cart 17', '  of customer acme'),
    [[...CART, '  in cart 17', '  of customer acme']],
  ],
  ['a message with an empty line', lines(...CART, '', '[SQL: SELECT 1]'), [[...CART, '', '[SQL: SELECT 1]']]],
];

const NOTHING: [what: string, text: string][] = [
  ['nothing', ''],
  ['words', 'Traceback? Which one do you mean?\n'],
  ['only an exception', 'ValueError: x\n'],
  ['source', 'def total(self):\n    raise ValueError("x")\n'],
];

describe('a traceback that was copied', () => {
  for (const [where, text, tracebacks] of CASES) {
    it(`from ${where}, is found whole`, () => {
      assert.deepEqual(
        pastedTracebacks(text, TIME).map((traceback) => traceback.text),
        tracebacks.map((own) => own.join('\n')),
      );
    });
  }

  for (const [what, text] of NOTHING) {
    it(`is not found in ${what}`, () => assert.deepEqual(pastedTracebacks(text, TIME), []));
  }

  it('has the same id however and whenever it was copied', () => {
    const ids = [lines(...CART), each(CART, (line) => `> ${line}`), lines(...CHAIN, ...CART)].map(
      (text, i) => pastedTracebacks(text, { now: NOW + i * 100_000, timeZone: 'Asia/Kolkata' }).at(-1)?.id,
    );
    assert.match(ids[0] ?? '', /^\d{10,19}$/);
    assert.equal(new Set(ids).size, 1);
  });

  it('happened now when the text tells no time', () => {
    const [found] = pastedTracebacks(lines('', 'a word', '', ...CART), TIME);
    assert.deepEqual([found?.at, found?.instance, found?.program], [NOW, 'pasted', 'text']);
  });

  it('is one when it was copied twice', () => {
    assert.equal(pastedTracebacks(lines(...CART, ...CART), TIME).length, 1);
  });

  it('is told to be unfinished when its end is missing', () => {
    const [found] = pastedTracebacks(lines(...CART.slice(0, 3)), TIME);
    assert.equal(found?.unfinished, true);
    assert.match(found?.id ?? '', /^\d+-u$/);
  });

  describe('from Papertrail’s view of events', () => {
    const event = (line: string, source: string): string => `Aug 12 03:18:39 ${source}:${line && ` ${line}`}`;
    const text = lines(
      event('GET /cart 200', 'i-caef3c53 web.api'),
      ...CHAIN.flatMap((line) => [event(line, 'i-caef3c53 web.api'), event('tick', 'i-2ee330b7 engine.debug')]),
      event('GET /cart 500', 'i-caef3c53 web.api'),
    );
    const find = (timeZone: string): FoundTraceback | undefined => pastedTracebacks(text, { now: NOW, timeZone })[0];

    it('keeps its instance, program and context', () => {
      const found = find('UTC');
      assert.equal(found?.text, CHAIN.join('\n'));
      assert.deepEqual([found?.instance, found?.program], ['i-caef3c53', 'web.api']);
      const told = [found.context.before, found.context.after].map((bytes) => new TextDecoder().decode(bytes));
      assert.match(told[0] ?? '', /GET \/cart 200\n$/);
      assert.match(told[1] ?? '', /GET \/cart 500\n$/);
    });

    it('happened when it says, in the reader’s zone and the last such year', () => {
      assert.equal(find('UTC')?.at, Date.parse('2023-08-12T03:18:39Z'));
      assert.equal(find('America/New_York')?.at, Date.parse('2023-08-12T03:18:39-04:00'));
    });

    it('finds those whose program sets a space before every message', () => {
      const spaced = lines(...CART.map((line) => event(` ${line}`, 'i-caef3c53 update.debug')));
      assert.equal(pastedTracebacks(spaced, TIME)[0]?.text, CART.join('\n'));
    });
  });

  it('from an archive, keeps Papertrail’s own id', () => {
    const columns = (line: string, i: number): string =>
      [
        7005943022331290 + i,
        '2016-08-12T03:18:40',
        '2016-08-12T03:18:40Z',
        4,
        'i-cc6b5552',
        '54.226.22.227',
        'User',
        'Notice',
        'web.api',
        line,
      ].join('\t');
    const [found, ...others] = pastedTracebacks(lines('see below', '', ...CART.map(columns), ''), TIME);
    assert.deepEqual(others, []);
    assert.deepEqual(
      [found?.id, found?.at, found?.instance, found?.text],
      ['7005943022331295', Date.parse('2016-08-12T03:18:40Z'), 'i-cc6b5552', CART.join('\n')],
    );
  });
});
