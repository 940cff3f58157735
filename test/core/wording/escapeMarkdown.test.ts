import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { commandLink, escapeMarkdown } from '../../../src/core/wording/escapeMarkdown.ts';

describe('log text as Markdown', () => {
  const cases: [text: string, markdown: string][] = [
    ['plain words, no more', String.raw`plain words\, no more`],
    ['[run](command:workbench.action.quit)', String.raw`\[run\]\(command\:workbench\.action\.quit\)`],
    ['<img src=x onerror=alert(1)>', String.raw`\<img src\=x onerror\=alert\(1\)\>`],
    ['https://evil.example', String.raw`https\:\/\/evil\.example`],
    [
      '&lt;b&gt; $(flame) `a` **b** __c__ ~~d~~',
      String.raw`\&lt\;b\&gt\; \$\(flame\) \`a\` \*\*b\*\* \_\_c\_\_ \~\~d\~\~`,
    ],
    ['two\r\nlines\tand  blanks ', 'two lines and blanks'],
    ['# head\n\n- item\n> quote\n| a | b |\n---', String.raw`\# head \- item \> quote \| a \| b \| \-\-\-`],
    ['a\u202Eb\0c', String.raw`a\\u202eb\\x00c`],
  ];
  for (const [text, markdown] of cases) it(JSON.stringify(text), () => assert.equal(escapeMarkdown(text), markdown));

  it('has no character that means something and is not escaped', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const rest = escapeMarkdown(text).replaceAll(/\\[!-/:-@[-`{-~]/g, '');
        assert.doesNotMatch(rest, /[!-/:-@[-`{-~\r\n\t]/);
      }),
    );
  });
});

describe('a command’s link', () => {
  it('ends where it should, whatever its arguments hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (fingerprint) => {
        const link = commandLink('assertionContext.openDetail', { fingerprint: fingerprint.toWellFormed() });
        assert.match(link, /^command:assertionContext\.openDetail\?[\w.~%-]*$/);
        const [target] = JSON.parse(decodeURIComponent(link.slice(link.indexOf('?') + 1))) as [{ fingerprint: string }];
        assert.equal(target.fingerprint, fingerprint.toWellFormed());
      }),
    );
  });
});
