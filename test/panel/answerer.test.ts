import assert from 'node:assert/strict';
import type { Connection } from '../../src/connection/connection.ts';
import { Answerer, type AnswerParts } from '../../src/panel/answerer.ts';
import type { Action, GroupAnswer } from '../../src/panel/protocol.ts';
import type { HitPage, Traceback } from '../../src/stores/store.ts';
import { type SampleConnection, sampleConnection } from '../webview/sampleConnection.ts';

describe('answers to the panel’s page', () => {
  let sample: SampleConnection;
  let fingerprint: string;
  before(async () => {
    sample = await sampleConnection();
    fingerprint = await sample.fault('exc:KeyError pager');
  });
  after(() => sample.dispose());

  function answerer(parts: Partial<AnswerParts> = {}, of = fingerprint): Answerer {
    return new Answerer(of, {
      connection: () => sample,
      papertrail: () => 'https://papertrailapp.com',
      run: () => assert.fail('no command was asked for'),
      copy: () => assert.fail('nothing was to be copied'),
      ...parts,
    });
  }

  it('the fault, its newest hit, and what this connection can do', async () => {
    const { group, newest, ...more } = (await answerer().answer({ call: 'group' })) as GroupAnswer;
    assert.deepEqual([group.fingerprint, group.count], [fingerprint, 31]);
    const { hits } = (await answerer().answer({ call: 'hits' })) as HitPage;
    assert.equal(hits[0]?.id, newest);
    assert.deepEqual(more, {
      timeZone: 'UTC',
      papertrail: 'https://papertrailapp.com',
      site: true,
      moreLines: true,
      readOnly: false,
    });
  });

  it('the hits of a day, of this fault only', async () => {
    const { hits } = (await answerer().answer({ call: 'hits', day: '2016-08-11' })) as HitPage;
    assert.ok(hits.length > 0);
    for (const hit of hits) {
      assert.equal(hit.fingerprint, fingerprint);
      assert.equal(hit.at.slice(0, 10), '2016-08-11');
    }
  });

  it('where frames lead, and nothing where frames are not placed', async () => {
    const { newest: id = '' } = (await answerer().answer({ call: 'group' })) as GroupAnswer;
    assert.equal(await answerer().answer({ call: 'places', id }), null);
    const frames = {
      placeFrames: async ({ exceptions }: Traceback) =>
        exceptions.map((exception) => exception.frames.map(() => undefined)),
    };
    const places = await answerer({ frames }).answer({ call: 'places', id });
    assert.ok(Array.isArray(places) && places.length === 3);
    assert.deepEqual(places[1], [null, null, null]);
  });

  it('null for lines where there are none to be had', async () => {
    const { lines: _, ...without } = sample;
    const wanted = { traceback: '7', direction: 'before', limit: 10 } as const;
    assert.equal(await answerer({ connection: () => without }).answer({ call: 'lines', wanted }), null);
    assert.equal(await answerer().answer({ call: 'lines', wanted }), null);
  });

  it('starts commands and copies', async () => {
    const done: (Action | string)[] = [];
    const parts = {
      run: (action: Action) => void done.push(action),
      copy: async (text: string) => void done.push(text),
    };
    assert.equal(await answerer(parts).answer({ call: 'run', action: { command: 'hideGroup' } }), null);
    assert.equal(await answerer(parts).answer({ call: 'copy', text: 'lines' }), null);
    assert.deepEqual(done, [{ command: 'hideGroup' }, 'lines']);
  });

  const SENTENCES: [string, () => Promise<unknown>, RegExp][] = [
    [
      'nothing is open',
      () => answerer({ connection: (): Connection | undefined => undefined }).answer({ call: 'group' }),
      /^Nothing is open to read this fault from\./,
    ],
    [
      'the store has no such fault',
      () => answerer({}, 'v1-none').answer({ call: 'group' }),
      /^The sample holds no fault v1-none\./,
    ],
    [
      'the store has no such traceback',
      () => answerer().answer({ call: 'traceback', id: '7' }),
      /^The sample no longer holds this traceback \(7\)/,
    ],
  ];
  for (const [what, ask, sentence] of SENTENCES)
    it(`one sentence when ${what}`, () => assert.rejects(ask(), ({ message }: Error) => sentence.test(message)));
});
