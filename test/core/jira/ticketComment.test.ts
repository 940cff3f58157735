import assert from 'node:assert/strict';
import { toAdf } from '../../../src/core/jira/adf.ts';
import { mentionedHits } from '../../../src/core/jira/mentionedHits.ts';
import { ticketComment } from '../../../src/core/jira/ticketComment.ts';
import { ticketDescription } from '../../../src/core/jira/ticketDescription.ts';
import { plainText } from '../../../src/core/jira/ticketText.ts';
import { toWikiText } from '../../../src/core/jira/wikiText.ts';
import { adfMistakes } from './adfSchema.ts';
import { hit, reported } from './reported.ts';

const hits = [hit(30), hit(25), hit(18), hit(9)];

describe('a comment on a ticket', () => {
  it('tells of the hits that are newer than those the ticket mentions', () => {
    const mentioned = mentionedHits(toWikiText(ticketDescription(reported())));
    const comment = ticketComment(reported({ hits }), mentioned);
    assert.ok(comment.kind === 'comment');
    assert.equal(comment.hits, 2);
    const text = plainText(comment.text);
    assert.match(text, /Seen 2 more times/);
    assert.match(text, /03:30:41 UTC i-cc6b5552/);
    assert.doesNotMatch(text, /03:09:41/);
    assert.deepEqual(adfMistakes(toAdf(comment.text)), []);
  });

  it('says so when there are none', () => {
    assert.deepEqual(ticketComment(reported({ hits }), new Set([hit(30).id])), {
      kind: 'nothing new',
      because: 'The ticket mentions the newest hit already, that of 2016-08-12 03:30:41 UTC.',
    });
    assert.equal(ticketComment(reported({ hits: [] }), new Set()).kind, 'nothing new');
  });

  it('tells of all when the ticket mentions none of them', () => {
    const comment = ticketComment(reported({ hits }), new Set(['123']));
    assert.equal(comment.kind === 'comment' && comment.hits, 4);
  });

  it('finds references in links of Papertrail, the site and the editor', () => {
    const text =
      'https://papertrailapp.com/systems/i-1/events?focus=700594302233129018 https://x.example.com/tracebacks/700594302233129019.2 ' +
      'vscode://assertion-context.assertion-context/traceback/700594302233129020-u order 700594302233129021';
    assert.deepEqual([...mentionedHits(text)], ['700594302233129018', '700594302233129019.2', '700594302233129020-u']);
  });
});
