import assert from 'node:assert/strict';
import { readPython } from '../../src/core/source/pythonText.ts';
import { placeFaults, type PlacedLine } from '../../src/marks/placeFaults.ts';
import { faultLike, frame } from './faultLike.ts';

const TODAY = readPython(`import shop

class Cart:
    def total(self):
        price = self.price()
        assert price >= 0, price
        return price * self.count

    def checkout(self, gateway):
        total = self.total()
        return gateway.charge(total, currency=self.currency)
`);

describe('placing faults', () => {
  const never = new AbortController().signal;
  const told = (lines: PlacedLine[] | undefined): unknown[] | undefined =>
    lines?.map(({ line, faults }) => [line, ...faults.map(({ fault, place }) => `${fault.fingerprint} ${place.kind}`)]);

  it('marks where frames’ lines are now, and nothing for those that are gone', async () => {
    const faults = [
      faultLike('exact', [frame(6, 'total', 'assert price >= 0, price')]),
      faultLike('moved', [frame(90, 'checkout', 'total = self.total()')]),
      faultLike('changed', [frame(11, 'checkout', 'return gateway.charge(total, self.currency)')]),
      faultLike('gone', [frame(7, 'total', 'raise ValueError("no such thing")')]),
      faultLike('renamed', [frame(7, 'sum_up', 'raise ValueError("no such thing")')]),
      faultLike('other', [
        frame(10, 'checkout', 'total = self.total()'),
        frame(6, 'total', 'assert price >= 0, price'),
      ]),
    ];
    assert.deepEqual(told(await placeFaults(faults, TODAY, never)), [
      [6, 'exact exact', 'other exact'],
      [10, 'moved moved', 'other exact'],
      [11, 'changed changed'],
    ]);
  });

  it('marks a line once for each fault, by the frame that is surest', async () => {
    const fault = faultLike('1', [
      frame(11, 'checkout', 'return gateway.charge(total, self.currency)'),
      frame(11, 'checkout', 'return gateway.charge(total, currency=self.currency)'),
    ]);
    assert.deepEqual(told(await placeFaults([fault], TODAY, never)), [[11, '1 exact']]);
  });

  it('gives up when the text was edited meanwhile', async () => {
    const faults = Array.from({ length: 50 }, (_, n) =>
      faultLike(String(n), [frame(6, 'total', 'assert price >= 0, price')]),
    );
    const edited = new AbortController();
    edited.abort();
    assert.equal(await placeFaults(faults, TODAY, edited.signal), undefined);
  });

  it('gives others their turn while it places a thousand frames in a large file', async () => {
    const lines = Array.from({ length: 10_000 }, (_, n) => (n % 20 === 0 ? `def f${n}():` : `    x${n} = call(${n})`));
    const faults = Array.from({ length: 200 }, (_, n) =>
      faultLike(
        String(n),
        [1, 2, 3, 4, 5].map((k) => frame(n * 40 + k + 3, `f${n * 40}`, `x${n * 40 + k} = call(${n * 40 + k})`)),
      ),
    );
    let turns = 0;
    const others = setInterval(() => turns++, 0);
    const placed = await placeFaults(faults, readPython(lines.join('\n')), never);
    clearInterval(others);
    assert.equal(placed?.length, 1_000);
    assert.ok(placed.every(({ faults }) => faults.every(({ place }) => place.kind === 'moved')));
    assert.ok(turns > 0);
  });
});
