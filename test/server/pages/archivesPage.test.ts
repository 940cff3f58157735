import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { archiveText, chatter, tracebackLines } from './archiveText.ts';
import { openPages } from './openPages.ts';
import { linkNamed, textOf } from './visitor.ts';

describe('the archives', () => {
  it('are listed with what became of them, and by state', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'archives-'));
    const cut = join(folder, '2016-08-12-04.tsv.gz');
    const whole = gzipSync(
      archiveText([
        ...tracebackLines('2016-08-12T04:10:00', 'AssertionError: -3'),
        ...chatter(5000, '2016-08-12T04:20:00'),
      ]),
    );
    await writeFile(cut, whole.subarray(0, whole.length / 2));
    const empty = join(folder, '2016-08-12-05.tsv.gz');
    await writeFile(empty, '');
    const pages = await openPages({
      archives: { '2016-08-12-03.tsv': archiveText(chatter(1234, '2016-08-12T03:00:00')) },
      files: [cut, empty],
    });
    const page = await pages.visitor.get('/archives');
    const partial = await pages.visitor.get(linkNamed(page, 'partial'));
    const queued = await pages.visitor.get(linkNamed(page, 'queued'));
    await pages.close();
    await rm(folder, { recursive: true });
    const text = textOf(page.html);
    assert.match(text, /all 3 queued 0 running 0 done 1 partial 1 failed 1/);
    assert.match(text, /2016-08-12-03\.tsv .* done .* 1,234 0 /);
    assert.match(text, /2016-08-12-05\.tsv\.gz .* is empty .* failed/);
    assert.match(textOf(partial.html), /2016-08-12-04\.tsv\.gz .*What could be read was kept.* partial/);
    assert.doesNotMatch(partial.html, /2016-08-12-03\.tsv/);
    assert.match(textOf(queued.html), /No archive is queued\. Show all/);
  });

  it('say how to begin when there are none', async () => {
    const pages = await openPages();
    const page = await pages.visitor.get('/archives');
    const unknown = await pages.visitor.get('/archives?state=lost');
    await pages.close();
    assert.match(textOf(page.html), /No archive was taken in yet\. .* assertion-context ingest FILE/);
    assert.equal(unknown.status, 400);
  });
});
