import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import fc from 'fast-check';
import { MOST_BYTES, syslogMessage } from '../../../server/syslog/syslogMessage.ts';
import { SyslogStream } from '../../../server/syslog/syslogStream.ts';
import { MAIN } from '../cli/runCommand.ts';
import { inFolder } from '../ingest/takenIn.ts';
import { parseRfc5424 } from './rfc5424.ts';

const FROM = { hostname: 'i-1', program: 'assertion-context', pid: 42 };
const TIME = Date.parse('2016-08-12T03:18:39.283Z');

describe('a log line as a syslog message', () => {
  it('says when, who, how bad and what, the rest as JSON', () => {
    const line = JSON.stringify({ level: 30, time: TIME, pid: 42, hostname: 'i-1', status: 200, msg: 'answered' });
    assert.equal(
      syslogMessage(line, FROM).toString(),
      '<14>1 2016-08-12T03:18:39.283Z i-1 assertion-context 42 - - answered {"status":200}',
    );
  });

  for (const [level, severity] of [
    [60, 2],
    [50, 3],
    [40, 4],
    [30, 6],
    [20, 7],
    [10, 7],
  ]) {
    it(`pino’s level ${level} is the severity ${severity}`, () => {
      const { facility, severity: found } = parseRfc5424(syslogMessage(JSON.stringify({ level, time: TIME }), FROM));
      assert.deepEqual([facility, found], [1, severity]);
    });
  }

  it('a line feed begins no second message', () => {
    const line = JSON.stringify({
      level: 30,
      time: TIME,
      msg: 'a\r\n<0>1 - - root - - - owned\u2028\u0085b',
      url: '/\n',
    });
    const { msg } = parseRfc5424(syslogMessage(line, FROM));
    assert.equal(msg, 'a <0>1 - - root - - - owned b {"url":"/\\n"}');
  });

  it('a long one is cut, never within a character', () => {
    for (let shift = 0; shift < 4; shift++) {
      const line = JSON.stringify({ level: 30, time: TIME, msg: `${'x'.repeat(shift)}${'𝄞'.repeat(2_000)}` });
      const bytes = syslogMessage(line, FROM);
      assert.ok(bytes.length <= MOST_BYTES && bytes.length > MOST_BYTES - 4, String(bytes.length));
      assert.match(parseRfc5424(bytes).msg, /^x{0,3}𝄞+…$/u);
    }
  });

  it('whatever is logged, it keeps to the grammar', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.string({ unit: 'binary' }),
        fc.jsonValue(),
        (text, hostname, rest) => {
          for (const line of [text, JSON.stringify({ level: 50, time: TIME, msg: text, rest })]) {
            const { msg } = parseRfc5424(syslogMessage(line, { ...FROM, hostname }));
            assert.doesNotMatch(msg, /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/);
          }
        },
      ),
    );
  });
});

describe('the log of a server with SYSLOG_URL', () => {
  let receiver: Socket;
  let received: ReturnType<typeof parseRfc5424>[];
  beforeEach(async () => {
    received = [];
    receiver = createSocket('udp4');
    receiver.on('message', (bytes) => received.push(parseRfc5424(bytes)));
    receiver.bind(0, '127.0.0.1');
    await once(receiver, 'listening');
  });
  afterEach(() => receiver.close());

  async function until(isThere: () => boolean): Promise<void> {
    while (!isThere()) await once(receiver, 'message');
  }

  it('comes as datagrams, a name looked up once', async () => {
    const stream = new SyslogStream({ host: 'localhost', port: receiver.address().port }, assert.fail);
    for (let n = 0; n < 100; n++) stream.write(JSON.stringify({ level: 30, time: TIME, msg: `line ${n}` }));
    await stream.close();
    await until(() => received.length === 100);
    assert.deepEqual(
      received.map(({ msg }) => msg),
      Array.from({ length: 100 }, (_, n) => `line ${n}`),
    );
  });

  it('comes beside stdout, from the first line to the last', () =>
    inFolder(async (folder) => {
      const child = spawn(process.execPath, [MAIN, 'serve', '--no-sample'], {
        cwd: folder,
        env: { PATH: process.env['PATH'], PORT: '0', SYSLOG_URL: `udp://127.0.0.1:${receiver.address().port}` },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const ended = once(child, 'exit');
      const printed: string[] = [];
      for await (const line of createInterface({ input: child.stdout })) {
        const { msg } = JSON.parse(line) as { msg: string };
        printed.push(msg);
        if (msg.includes('Assertion Context is at')) {
          await fetch(`${/http:\S+/.exec(msg)?.[0]}nowhere%0A%3C0%3E`);
          child.kill('SIGTERM');
        }
      }
      assert.deepEqual(await ended, [0, null]);
      await until(() => received.length === printed.length);
      received.forEach(({ msg }, n) => assert.ok(msg.startsWith(printed[n] ?? '-'), msg));
      assert.ok(
        received.every(({ appName, procId }) => appName === 'assertion-context' && procId === String(child.pid)),
      );
      assert.ok(received.some(({ msg }) => msg.startsWith('answered {') && msg.includes('"status":404')));
    }));

  it('a host that is not to be found stops nothing, and is told of once', async () => {
    const troubles: Error[] = [];
    const stream = new SyslogStream({ host: 'syslog.invalid', port: 514 }, (error) => troubles.push(error));
    for (let n = 0; n < 3; n++) stream.write(JSON.stringify({ level: 30, time: TIME, msg: 'lost' }));
    await stream.close();
    assert.equal(troubles.length, 1);
    assert.match(troubles[0]?.message ?? '', /syslog\.invalid/);
  });

  it('a host where nothing listens stops nothing', async () => {
    const { port } = receiver.address();
    receiver.close();
    const stream = new SyslogStream({ host: '127.0.0.1', port }, assert.fail);
    for (let n = 0; n < 3; n++) stream.write(JSON.stringify({ level: 30, time: TIME, msg: 'lost' }));
    await stream.close();
    receiver = createSocket('udp4');
  });
});
