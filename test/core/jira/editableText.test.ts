import assert from 'node:assert/strict';
import fc from 'fast-check';
import { toAdf } from '../../../src/core/jira/adf.ts';
import { editableText, parseEditable } from '../../../src/core/jira/editableText.ts';
import { ticketDescription } from '../../../src/core/jira/ticketDescription.ts';
import { adfMistakes } from './adfSchema.ts';
import { reported } from './reported.ts';

describe('a ticket’s text in a form', () => {
  it('keeps its parts', () => {
    const text = editableText(ticketDescription(reported({}, 'E: ``` *x* ### y\n- z')));
    assert.deepEqual(
      parseEditable(text).map(({ kind }) => kind),
      ticketDescription(reported()).map(({ kind }) => kind),
    );
  });

  it('takes headings, lists, code and addresses', () => {
    assert.deepEqual(
      parseEditable(
        '### What\nIt\nfails: see <https://example.com/a>.\n- one\n- two\n```python\nE: 1\n\n- no item\n```\n',
      ),
      [
        { kind: 'heading', text: 'What' },
        {
          kind: 'paragraph',
          inlines: [
            { text: 'It fails: see ' },
            { text: 'https://example.com/a', href: 'https://example.com/a' },
            { text: '.' },
          ],
        },
        { kind: 'list', items: [[{ text: 'one' }], [{ text: 'two' }]] },
        { kind: 'code', text: 'E: 1\n\n- no item', language: 'python' },
      ],
    );
  });

  it('is a valid document whatever was written', () => {
    const piece = fc.constantFrom('```', '### ', '- ', '\n', '<https://a.b>', '<javascript:x>', 'word ', '\r\n', '');
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 5 })), { maxLength: 30 }), (pieces) => {
        assert.deepEqual(adfMistakes(toAdf(parseEditable(pieces.join('')))), []);
      }),
      { numRuns: 200 },
    );
  });
});
