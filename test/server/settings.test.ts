import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { SettingsError, withEnvFile } from '../../server/environment.ts';
import { parseSettings } from '../../server/settings.ts';
import { settingsHelp, settingsMarkdown } from '../../server/settingsHelp.ts';
import { SETTINGS } from '../../server/settingsTable.ts';
import { inFolder } from './ingest/takenIn.ts';

const TOKEN = 'a'.repeat(24);
const CLOUD_ID = `shop:${btoa('cloud.example$cluster$kibana')}`;

describe('settings', () => {
  it('without any: the loopback address, SQLite below the folder, nobody asked for a token', () => {
    const { settings, warnings } = parseSettings({});
    assert.deepEqual(
      [settings.host, settings.port, settings.store, settings.apiTokens, settings.allowUnauthenticated, warnings],
      ['127.0.0.1', 7007, { kind: 'sqlite', file: './data/tracebacks.db' }, [], false, []],
    );
    assert.deepEqual(Object.keys(settings).sort(), SETTINGS.map(({ key }) => key).sort());
  });

  it('an empty value counts as none, and spaces around one do not count', () => {
    assert.equal(parseSettings({ PORT: '', TIME_ZONE: ' Europe/Amsterdam ' }).settings.port, 7007);
    assert.equal(parseSettings({ TIME_ZONE: ' Europe/Amsterdam ' }).settings.timeZone, 'Europe/Amsterdam');
  });

  const right: [Record<string, string>, string, unknown][] = [
    [{ PORT: '0' }, 'port', 0],
    [{ PORT: '65535' }, 'port', 65_535],
    [{ STORE_URL: 'sqlite:/var/lib/a b.db' }, 'store', { kind: 'sqlite', file: '/var/lib/a b.db' }],
    [{ ELASTICSEARCH_CLOUD_ID: CLOUD_ID }, 'store', { kind: 'elasticsearch', address: undefined }],
    [{ ELASTICSEARCH_PREFIX: 'team-a' }, 'elasticsearchPrefix', 'team-a'],
    [{ HOST: '[::1]' }, 'host', '::1'],
    [{ HOST: '0.0.0.0', ALLOW_UNAUTHENTICATED: 'true' }, 'host', '0.0.0.0'],
    [{ HOST: '0.0.0.0', API_TOKENS: TOKEN }, 'host', '0.0.0.0'],
    [{ RETENTION_DAYS: '90' }, 'retentionDays', 90],
    [{ PUBLIC_URL: 'https://tracebacks.example.com/' }, 'publicUrl', new URL('https://tracebacks.example.com')],
    [{ LOG_LEVEL: 'WARN' }, 'logLevel', 'warn'],
    [{ SOURCE_URL: 'https://c.example/{path}#L{line}' }, 'sourceUrl', 'https://c.example/{path}#L{line}'],
    [{ WEBHOOK_URLS: 'https://hooks.example.com/a, ' }, 'webhookUrls', [new URL('https://hooks.example.com/a')]],
    [{ WEBHOOK_PRIVATE_HOSTS: 'Chat.internal,::1' }, 'webhookPrivateHosts', ['chat.internal', '::1']],
    [{ SOURCE_URL: 'https://c.example/?f={path}' }, 'sourceUrl', 'https://c.example/?f={path}'],
    [{ SYSLOG_URL: 'udp://logs.example.com:514' }, 'syslog', { host: 'logs.example.com', port: 514 }],
    [{ SYSLOG_URL: 'udp://[::1]:514/' }, 'syslog', { host: '::1', port: 514 }],
  ];
  for (const [environment, key, value] of right) {
    it(`${JSON.stringify(environment)} is understood`, () => {
      assert.deepEqual(parseSettings(environment).settings[key as 'port'], value);
    });
  }

  const wrong: [Record<string, string>, RegExp][] = [
    [{ PORT: '65536' }, /^PORT: “65536” is no whole number from 0 to 65535\.$/],
    [{ PORT: '-1' }, /^PORT: /],
    [{ PORT: '80 80' }, /^PORT: /],
    [{ PORT: '1e3' }, /^PORT: /],
    [{ STORE_URL: 'mongodb://x' }, /^STORE_URL: “mongodb:\/\/x” is no store/],
    [{ STORE_URL: 'https://elastic.example.com/index' }, /^STORE_URL: This is no address of an Elasticsearch/],
    [{ ELASTICSEARCH_API_KEY: 'short' }, /^ELASTICSEARCH_API_KEY: This is no API key/],
    [{ ELASTICSEARCH_CA_FILE: '/nowhere.pem' }, /^ELASTICSEARCH_CA_FILE: \/nowhere\.pem could not be read/],
    [{ ELASTICSEARCH_CA_FILE: import.meta.filename }, /^ELASTICSEARCH_CA_FILE: .* holds no certificate/],
    [{ ELASTICSEARCH_PREFIX: 'Team A' }, /^ELASTICSEARCH_PREFIX: “Team A” cannot begin an index’s name/],
    [{ ELASTICSEARCH_CLOUD_ID: 'shop' }, /^ELASTICSEARCH_CLOUD_ID: This is no cloud id/],
    [{ ELASTICSEARCH_CLOUD_ID: CLOUD_ID, STORE_URL: 'https://a.example' }, /^ELASTICSEARCH_CLOUD_ID: STORE_URL names/],
    [{ STORE_URL: 'sqlite::memory:' }, /^STORE_URL: /],
    [{ HOST: 'http://127.0.0.1' }, /^HOST: .* is no address/],
    [{ HOST: '0.0.0.0' }, /^HOST: 0\.0\.0\.0 lets other machines in/],
    [{ HOST: '::' }, /^HOST: /],
    [{ HOST: '192.168.1.7', ALLOW_UNAUTHENTICATED: 'false' }, /^HOST: /],
    [{ ALLOW_UNAUTHENTICATED: 'yes' }, /^ALLOW_UNAUTHENTICATED: “yes” is neither true nor false\.$/],
    [{ TIME_ZONE: 'Mars/Olympus' }, /^TIME_ZONE: “Mars\/Olympus” is no time zone/],
    [{ RETENTION_DAYS: '0' }, /^RETENTION_DAYS: /],
    [{ PUBLIC_URL: 'tracebacks.example.com' }, /^PUBLIC_URL: .* is no web address/],
    [{ PUBLIC_URL: 'https://example.com/below' }, /^PUBLIC_URL: .* has more than a host/],
    [{ PUBLIC_URL: 'javascript:alert(1)' }, /^PUBLIC_URL: /],
    [{ PAPERTRAIL_URL: 'javascript:alert(1)' }, /^PAPERTRAIL_URL: /],
    [{ SOURCE_URL: 'https://c.example/' }, /^SOURCE_URL: .* is no address of a file/],
    [{ SOURCE_URL: 'https://{path}/a' }, /^SOURCE_URL: /],
    [{ SOURCE_URL: 'https://c.example{path}' }, /^SOURCE_URL: /],
    [{ SOURCE_URL: 'javascript:{path}' }, /^SOURCE_URL: /],
    [{ WEBHOOK_URLS: 'https://a.example/,ftp://b.example/' }, /^WEBHOOK_URLS: address 2 is no web address/],
    [{ WEBHOOK_URLS: 'https://user:secret@a.example/' }, /^WEBHOOK_URLS: address 1 is no web address/],
    [{ WEBHOOK_SECRET: 'short' }, /^WEBHOOK_SECRET: /],
    [{ API_TOKENS: 'ci:short' }, /^API_TOKENS: token 1 is too short/],
    [{ API_TOKENS: `ci:${TOKEN},ci:${'ä'.repeat(24)}` }, /^API_TOKENS: token 2 has characters/],
    [{ SESSION_SECRET: 'short' }, /^SESSION_SECRET: 5 characters are too few/],
    [{ LOG_LEVEL: 'loud' }, /^LOG_LEVEL: /],
    [{ SYSLOG_URL: 'udp://logs.example.com' }, /^SYSLOG_URL: .* is no syslog host/],
    [{ SYSLOG_URL: 'tcp://logs.example.com:514' }, /^SYSLOG_URL: /],
  ];
  for (const [environment, sentence] of wrong) {
    it(`${JSON.stringify(environment)} is refused`, () => {
      const problems = problemsOf(environment);
      assert.equal(problems.length, 1, problems.join('\n'));
      assert.match(problems[0] ?? '', sentence);
    });
  }

  it('every problem is listed at once, in the order of the table', () => {
    const problems = problemsOf({ HOST: '0.0.0.0', PORT: 'x', TIME_ZONE: 'x', LOG_LEVEL: 'x' });
    const names = problems.map((problem) => problem.split(':', 1)[0]);
    assert.deepEqual(names, ['PORT', 'TIME_ZONE', 'LOG_LEVEL', 'HOST']);
  });

  it('no problem tells a secret', () => {
    const secret = `${'s'.repeat(10)}!`;
    const said = problemsOf({ API_TOKENS: secret, SESSION_SECRET: secret }).join('\n');
    assert.ok(!said.includes(secret), said);
  });

  it('names that look like a setting are warned about, others not', () => {
    const { warnings } = parseSettings({ API_TOKEN: 'x', PROT: '1', TIMEZONE: 'UTC', HOME: '/root', PATH: '/bin' });
    assert.deepEqual(warnings, [
      'API_TOKEN is not a setting. Did you mean API_TOKENS?',
      'PROT is not a setting. Did you mean PORT?',
      'TIMEZONE is not a setting. Did you mean TIME_ZONE?',
    ]);
  });

  it('an address for others without PUBLIC_URL is warned about: nobody would get in', () => {
    const { warnings } = parseSettings({ HOST: '0.0.0.0', API_TOKENS: TOKEN });
    assert.match(warnings.join(), /PUBLIC_URL/);
  });

  it('a .env file lies beneath the environment, and need not be there', () =>
    inFolder(async (folder) => {
      const file = join(folder, '.env');
      assert.deepEqual(withEnvFile({ PORT: '1' }, file), { PORT: '1' });
      await writeFile(file, 'PORT=2\nTIME_ZONE="UTC" # why not\n');
      assert.deepEqual(withEnvFile({ PORT: '1' }, file), { PORT: '1', TIME_ZONE: 'UTC' });
      await writeFile(file, 'PORT=2\nAWS_REGION=eu-west-1\nAWS_PROFILE=team\n');
      const environment = { AWS_PROFILE: 'mine' };
      withEnvFile(environment, file);
      assert.deepEqual(environment, { AWS_PROFILE: 'mine', AWS_REGION: 'eu-west-1' });
      assert.throws(() => withEnvFile({}, folder), SettingsError);
    }));

  it('help and documentation have every setting', () => {
    for (const text of [settingsHelp(), settingsMarkdown()])
      for (const { name } of SETTINGS) assert.ok(text.includes(name), name);
    for (const line of settingsHelp(60).split('\n')) assert.ok(line.length <= 60 || !line.startsWith('      '), line);
  });
});

function problemsOf(environment: Record<string, string>): readonly string[] {
  try {
    parseSettings(environment);
  } catch (error) {
    assert.ok(error instanceof SettingsError);
    return error.problems;
  }
  return assert.fail('these settings were taken');
}
