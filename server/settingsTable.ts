import { parseApiTokens } from './auth/apiToken.ts';
import { parseAuthorizedEmail } from './auth/signIn/authorizedEmail.ts';
import { secrets } from './auth/secrets.ts';
import { isLoopback } from '../src/stores/companion/loopback.ts';
import { checkBucket } from '../src/core/papertrail/s3Address.ts';
import {
  parseApiKey,
  parseCloudId,
  parseIndexPrefix,
  parseStoreUrl,
  readCertificates,
} from './elasticsearchSettings.ts';
import { listed, parsePublicUrl, parseSourceUrl, parseWebhooks, webAddress } from './addressSettings.ts';
import type { LogLevel, Settings } from './settings.ts';
import { parseJiraServer, parseProjectKey, parseWebhookSecret } from './tickets/jiraSettings.ts';

/** One setting: its name in the environment, what it means, and how its text becomes a value (throws Error with the reason). */
export interface Setting<Key extends keyof Settings = keyof Settings> {
  name: string;
  key: Key;
  /** Absent: not set. */
  default?: string;
  /** What the default is, where a value cannot say it. */
  defaultMeans?: string;
  /** One or two sentences in Markdown. */
  means: string;
  parse: (text: string) => Settings[Key];
}

/** Every setting of the server: parsing, `serve --help` and the documentation come from here. */
export const SETTINGS: readonly Setting[] = [
  setting({
    name: 'STORE_URL',
    key: 'store',
    default: 'sqlite:./data/tracebacks.db',
    means:
      'Where tracebacks are kept: `sqlite:FILE`, which is made when it is not there, or the address of an Elasticsearch (8.19 or 9): ' +
      '`https://search.example.com:9200`, with `user:password@` before the host where it has those.',
    parse: parseStoreUrl,
  }),
  setting({
    name: 'ELASTICSEARCH_API_KEY',
    key: 'elasticsearchApiKey',
    defaultMeans: 'none',
    means: 'The API key for Elasticsearch, in Base64 as Kibana shows it.',
    parse: parseApiKey,
  }),
  setting({
    name: 'ELASTICSEARCH_USERNAME',
    key: 'elasticsearchUsername',
    defaultMeans: 'none',
    means: 'The user of Elasticsearch where there is no API key; `STORE_URL` may have it, too.',
    parse: (text) => text,
  }),
  setting({
    name: 'ELASTICSEARCH_PASSWORD',
    key: 'elasticsearchPassword',
    defaultMeans: 'none',
    means: 'That user’s password.',
    parse: (text) => text,
  }),
  setting({
    name: 'ELASTICSEARCH_CLOUD_ID',
    key: 'elasticsearchCloudId',
    defaultMeans: 'none',
    means: 'The cloud id of an Elastic Cloud deployment: then it is the store, and `STORE_URL` is left out.',
    parse: parseCloudId,
  }),
  setting({
    name: 'ELASTICSEARCH_CA_FILE',
    key: 'elasticsearchCa',
    defaultMeans: 'those that Node trusts',
    means: 'A PEM file with the certificate of the authority that signed Elasticsearch’s, where it is your own.',
    parse: readCertificates,
  }),
  setting({
    name: 'ELASTICSEARCH_PREFIX',
    key: 'elasticsearchPrefix',
    default: 'assertion-context',
    means: 'What the names of the indices begin with: several stores may share a cluster.',
    parse: parseIndexPrefix,
  }),
  setting({
    name: 'HOST',
    key: 'host',
    default: '127.0.0.1',
    means: 'The address to listen on. Other than the loopback address needs sign-in or `API_TOKENS`.',
    parse: parseHost,
  }),
  setting({
    name: 'PORT',
    key: 'port',
    default: '7007',
    means: 'The port to listen on; 0 takes a free one.',
    parse: (text) => wholeNumber(text, 0, 65_535),
  }),
  setting({
    name: 'PUBLIC_URL',
    key: 'publicUrl',
    means:
      'The address by which others reach the server, such as `https://tracebacks.example.com`. Requests for any other host are refused, except the loopback’s.',
    parse: parsePublicUrl,
  }),
  setting({
    name: 'TIME_ZONE',
    key: 'timeZone',
    defaultMeans: 'the system’s',
    default: Intl.DateTimeFormat().resolvedOptions().timeZone,
    means:
      'The time zone of the site, and of the days of a store that is made: `Europe/Amsterdam`. A store that exists keeps its own.',
    parse: parseTimeZone,
  }),
  setting({
    name: 'RETENTION_DAYS',
    key: 'retentionDays',
    defaultMeans: 'everything is kept',
    means: 'How many days tracebacks are kept; older ones are dropped, their counts stay.',
    parse: (text) => wholeNumber(text, 1, 36_500),
  }),
  setting({
    name: 'API_TOKENS',
    key: 'apiTokens',
    default: '',
    defaultMeans: 'none: nobody is asked for one',
    means:
      'Tokens that let in, separated by commas, each with a name before it: `lambda:…,ci:…`. At least 24 characters each (`openssl rand -hex 24`). ' +
      'Once there is one, every request needs one: as `Authorization: Bearer …`, or as the password when a browser asks. They may do everything; the page *Tokens* makes lesser ones.',
    parse: parseApiTokens,
  }),
  setting({
    name: 'OIDC_ISSUER',
    key: 'oidcIssuer',
    defaultMeans: 'nobody signs in',
    means:
      'The OpenID Connect provider that people sign in with, such as `https://accounts.google.com`: `docs/sign-in.md`. ' +
      'Needs the next three, `PUBLIC_URL` and `SESSION_SECRET`.',
    parse: parseIssuer,
  }),
  setting({
    name: 'OIDC_CLIENT_ID',
    key: 'oidcClientId',
    means: 'What the provider calls this server. Its redirect address is `PUBLIC_URL` with `/sign-in/callback`.',
    parse: (text) => text,
  }),
  setting({
    name: 'OIDC_CLIENT_SECRET',
    key: 'oidcClientSecret',
    means: 'The secret that the provider gave for it.',
    parse: (text) => text,
  }),
  setting({
    name: 'AUTHORIZED_EMAIL_REGEX',
    key: 'authorizedEmail',
    means:
      'Whose verified e-mail address is let in, a regular expression for the whole of it: `[^@]+@example\\.com`. Who stops matching is out at once.',
    parse: parseAuthorizedEmail,
  }),
  setting({
    name: 'SESSION_SECRET',
    key: 'sessionSecret',
    defaultMeans: 'a new one at each start',
    means:
      'At least 32 characters that sign and seal the site’s cookies (`openssl rand -hex 32`). Two with a comma between them: the first is used, the second still understood. ' +
      'Without it, forms that were open before a restart must be loaded again.',
    parse: parseSecret,
  }),
  setting({
    name: 'ALLOW_UNAUTHENTICATED',
    key: 'allowUnauthenticated',
    default: 'false',
    means:
      '`true` lets `HOST` be any address without `API_TOKENS`. For containers whose port is published on 127.0.0.1 only.',
    parse: parseBoolean,
  }),
  setting({
    name: 'RULES_FILE',
    key: 'rulesFile',
    defaultMeans: '`./assertion-context.json` if it is there',
    means: 'A JSON file with the team’s rules: what to hide, which labels to find.',
    parse: (text) => text,
  }),
  setting({
    name: 'S3_BUCKETS',
    key: 's3Buckets',
    default: '',
    defaultMeans: 'none',
    means:
      'The buckets that archives may be read from, separated by commas; the first is meant where a request names none. Credentials and region come ' +
      'from the AWS SDK’s own variables and files (`AWS_REGION`, `AWS_ACCESS_KEY_ID`, `AWS_PROFILE`, roles); `AWS_ENDPOINT_URL` for a compatible server.',
    parse: parseBuckets,
  }),
  setting({
    name: 'S3_PREFIX',
    key: 's3Prefix',
    default: '',
    defaultMeans: 'any key',
    means:
      'The folder in the buckets that archives must lie below, such as `papertrail/logs/`: what stands before `dt=…`.',
    parse: parsePrefix,
  }),
  setting({
    name: 'S3_POLL',
    key: 's3Poll',
    defaultMeans: 'never',
    means:
      'How often the buckets are looked through for new archives of the last three days, in seconds: for teams without the Lambda function.',
    parse: (text) => wholeNumber(text, 10, 86_400),
  }),
  setting({
    name: 'QUEUE_URL',
    key: 'queueUrl',
    defaultMeans: 'none: one server reads everything',
    means:
      'The address of the Amazon SQS queue from which any number of `serve` and `work` processes with one store take archives to read: ' +
      '[docs/aws.md](docs/aws.md).',
    parse: parseQueueUrl,
  }),
  setting({
    name: 'PAPERTRAIL_URL',
    key: 'papertrailUrl',
    default: 'https://papertrailapp.com',
    means: 'Where links to log lines lead.',
    parse: (text) => webAddress(text),
  }),
  setting({
    name: 'SOURCE_URL',
    key: 'sourceUrl',
    defaultMeans: 'frames are no links',
    means:
      'Where frames of the application lead: the address of a file at your code host with `{path}` and `{line}` in it, such as ' +
      '`https://github.com/acme/shop/blob/main/{path}#L{line}`. The path is the one below the folder that the application was deployed to.',
    parse: parseSourceUrl,
  }),
  setting({
    name: 'JIRA_SERVER',
    key: 'jiraServer',
    defaultMeans: 'no tickets',
    means:
      'The Jira Cloud site that tickets are made in, such as `https://example.atlassian.net`: [docs/jira.md](docs/jira.md). Needs the next three.',
    parse: parseJiraServer,
  }),
  setting({
    name: 'JIRA_EMAIL',
    key: 'jiraEmail',
    means: 'The e-mail address of the account that makes them.',
    parse: (text) => text,
  }),
  setting({
    name: 'JIRA_API_TOKEN',
    key: 'jiraApiToken',
    means: 'An API token of that account, with scopes or without.',
    parse: (text) => text,
  }),
  setting({
    name: 'JIRA_PROJECT_KEY',
    key: 'jiraProjectKey',
    means: 'The key of the project that they are made in, such as `SHOP`.',
    parse: parseProjectKey,
  }),
  setting({
    name: 'JIRA_POLL',
    key: 'jiraPoll',
    default: '300',
    means: 'How often Jira is asked for tickets that changed, in seconds.',
    parse: (text) => wholeNumber(text, 30, 86_400),
  }),
  setting({
    name: 'JIRA_WEBHOOK_SECRET',
    key: 'jiraWebhookSecret',
    defaultMeans: 'no webhook is taken',
    means:
      'What Jira’s webhook to `/api/jira_webhook` is signed with, so that changes are shown at once: at least 16 characters.',
    parse: parseWebhookSecret,
  }),
  setting({
    name: 'WEBHOOK_URLS',
    key: 'webhookUrls',
    default: '',
    defaultMeans: 'none',
    means:
      'Addresses that are told of new and regressed faults, separated by commas, as Slack’s incoming webhooks take it: at most one message a ' +
      'minute each. A feed is at `/feed.atom`.',
    parse: parseWebhooks,
  }),
  setting({
    name: 'WEBHOOK_SECRET',
    key: 'webhookSecret',
    defaultMeans: 'messages are not signed',
    means:
      'At least 32 characters that sign the messages to webhooks: `Assertion-Context-Signature` is `v1=` and the HMAC-SHA256, in hex, of ' +
      '`Assertion-Context-Timestamp`, a dot and the body.',
    parse: parseSecret,
  }),
  setting({
    name: 'WEBHOOK_PRIVATE_HOSTS',
    key: 'webhookPrivateHosts',
    default: '',
    defaultMeans: 'none',
    means:
      'Hosts of `WEBHOOK_URLS` that may lead to this machine or its network, separated by commas. All others must lead to the internet.',
    parse: (text) => listed(text).map((host) => host.toLowerCase()),
  }),
  setting({
    name: 'LOG_LEVEL',
    key: 'logLevel',
    default: 'info',
    means: 'How much the server logs: `fatal`, `error`, `warn`, `info`, `debug`, `trace` or `silent`.',
    parse: parseLogLevel,
  }),
  setting({
    name: 'SYSLOG_URL',
    key: 'syslog',
    defaultMeans: 'stdout only',
    means:
      'Where the server’s own log is sent beside stdout, as syslog (RFC 5424) over UDP: `udp://logs.example.com:514`, or the host and port that Papertrail gives.',
    parse: parseSyslogUrl,
  }),
];

/** The table's rows differ in their value's type; each row is checked on its own. */
function setting<Key extends keyof Settings>(row: Setting<Key>): Setting {
  return row;
}

function parseBuckets(text: string): string[] {
  const buckets = text.split(',').map((name) => name.trim());
  for (const bucket of buckets.filter(Boolean)) checkBucket(bucket);
  return buckets.filter(Boolean);
}

function parsePrefix(text: string): string {
  if (text.startsWith('/')) throw new Error(`“${text}” begins with a slash, and keys do not. Leave it out.`);
  return text === '' || text.endsWith('/') ? text : `${text}/`;
}

function parseQueueUrl(text: string): URL {
  const url = webAddress(text);
  if (url.pathname === '/') throw new Error(`“${text}” names no queue. Use the URL that SQS shows for it.`);
  if (url.pathname.endsWith('.fifo'))
    throw new Error(`“${text}” is a FIFO queue, and S3 tells those nothing. Use a standard queue.`);
  return url;
}

function parseHost(text: string): string {
  const host = /^\[(.+)\]$/.exec(text)?.[1] ?? text;
  if (!/^[\w.:-]+$/.test(host))
    throw new Error(`“${text}” is no address. Use an address or host name without port, such as 127.0.0.1.`);
  return host;
}

function wholeNumber(text: string, least: number, most: number): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < least || number > most)
    throw new Error(`“${text}” is no whole number from ${least} to ${most}.`);
  return number;
}

function parseIssuer(text: string): URL {
  const url = webAddress(text);
  if (url.protocol !== 'https:' && !isLoopback(url.hostname))
    throw new Error(`“${text}” is reached without https, so others on the way could say who signs in.`);
  return url;
}

function parseTimeZone(text: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone;
  } catch {
    throw new Error(`“${text}” is no time zone. Use a name such as Europe/Amsterdam or UTC.`);
  }
}

function parseSecret(text: string): string {
  const shortest = Math.min(...secrets(text).map(({ length }) => length));
  if (shortest < 32) throw new Error(`${shortest} characters are too few. Use at least 32 (openssl rand -hex 32).`);
  return text;
}

function parseBoolean(text: string): boolean {
  if (text !== 'true' && text !== 'false') throw new Error(`“${text}” is neither true nor false.`);
  return text === 'true';
}

const LOG_LEVELS: readonly LogLevel[] = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

function parseLogLevel(text: string): LogLevel {
  const level = LOG_LEVELS.find((known) => known === text.toLowerCase());
  if (level === undefined) throw new Error(`“${text}” is no log level. Use one of ${LOG_LEVELS.join(', ')}.`);
  return level;
}

function parseSyslogUrl(text: string): Settings['syslog'] {
  const url = URL.parse(text);
  const isWhole = url?.protocol === 'udp:' && url.hostname !== '' && url.port !== '' && url.port !== '0';
  if (!url || !isWhole || url.username !== '' || !/^\/?$/.test(url.pathname) || url.search !== '' || url.hash !== '')
    throw new Error(`“${text}” is no syslog host. Use udp://HOST:PORT, with nothing after it.`);
  return { host: /^\[(.+)\]$/.exec(url.hostname)?.[1] ?? url.hostname, port: Number(url.port) };
}
