import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from './runCommand.ts';

const HOUR = join(import.meta.dirname, '../../fixtures/shop/archives/logs/dt=2016-08-12/2016-08-12-02.tsv.gz');

interface Printed {
  id: string;
  labels: Record<string, string>;
  context: { before: unknown[]; after: unknown[] };
}

describe('parse', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'parse-'));
    const rules = { labels: ['customer=(?<customer>\\w+)', 'request_id=(?<request>\\w+)'] };
    writeFileSync(join(folder, 'assertion-context.json'), JSON.stringify(rules));
  });
  after(() => rmSync(folder, { recursive: true }));

  async function printed(words: string[], input?: Uint8Array): Promise<Printed[]> {
    const { status, out, err } = await runCommand(['parse', ...words], { folder, ...(input && { input }) });
    assert.deepEqual({ status, err }, { status: 0, err: '' });
    const lines = out.trimEnd().split('\n');
    return lines.map((line) => JSON.parse(line) as Printed).sort((one, other) => (one.id < other.id ? -1 : 1));
  }

  it('finds the same labels whatever context it prints', async () => {
    const whole = await printed([HOUR]);
    const bare = await printed(['--context', '0', HOUR]);
    assert.ok(whole.some(({ labels }) => Object.keys(labels).length > 0));
    assert.deepEqual(
      bare,
      whole.map((traceback) => ({ ...traceback, context: { before: [], after: [] } })),
    );
  });

  it('reads standard input as it reads a file', async () => {
    const ids = (tracebacks: Printed[]): string[] => tracebacks.map(({ id }) => id);
    assert.deepEqual(ids(await printed(['-'], readFileSync(HOUR))), ids(await printed([HOUR])));
  });

  it('prints what could be read of a cut archive, says so, and gives 1', async () => {
    const whole = readFileSync(HOUR);
    const input = whole.subarray(0, whole.length / 2);
    const { status, out, err } = await runCommand(['parse', '-'], { folder, input });
    assert.equal(status, 1);
    assert.match(out, /^\{"id":/);
    assert.match(err, /^standard input is cut short: .* What could be read was kept\.\n$/);
  });

  it('says what is wrong with a file that is none, and gives 1', async () => {
    const { status, out, err } = await runCommand(['parse', 'nothing.tsv.gz'], { folder });
    assert.deepEqual({ status, out }, { status: 1, out: '' });
    assert.match(err, /nothing\.tsv\.gz does not exist: check the name\.\n$/);
  });
});
