import type { ApiToken } from './auth/apiToken.ts';
import { cloudProblems } from './elasticsearchSettings.ts';
import { SettingsError, type Environment } from './environment.ts';
import { nearMisses } from './settingsNearMisses.ts';
import { signInProblems } from './auth/signIn/signInSettings.ts';
import { SETTINGS } from './settingsTable.ts';
import { jiraProblems } from './tickets/jiraSettings.ts';
import type { SyslogAddress } from './syslog/syslogStream.ts';
import { errorSentence } from '../src/core/wording/errorSentence.ts';
import { isLoopback } from '../src/stores/companion/loopback.ts';

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';

/** What the server runs with, parsed and checked. The settings' names and meanings: settingsTable.ts. */
export interface Settings {
  store: { kind: 'sqlite'; file: string } | { kind: 'elasticsearch'; address: URL | undefined };
  /** Undefined: none, or a user and password. */
  elasticsearchApiKey: string | undefined;
  elasticsearchUsername: string | undefined;
  elasticsearchPassword: string | undefined;
  /** The store's when it has no address. */
  elasticsearchCloudId: string | undefined;
  /** PEM text of an authority of one's own. */
  elasticsearchCa: string | undefined;
  /** What the names of the indices begin with. */
  elasticsearchPrefix: string;
  host: string;
  /** 0: a free one. */
  port: number;
  publicUrl: URL | undefined;
  /** IANA name. */
  timeZone: string;
  /** Undefined: everything is kept. */
  retentionDays: number | undefined;
  apiTokens: ApiToken[];
  /** Of the provider that people sign in with; undefined, as the next three: nobody does. */
  oidcIssuer: URL | undefined;
  oidcClientId: string | undefined;
  oidcClientSecret: string | undefined;
  /** Matches the whole of each e-mail address that is let in. */
  authorizedEmail: RegExp | undefined;
  /** Several have commas between them. Undefined: a new one at each start. */
  sessionSecret: string | undefined;
  allowUnauthenticated: boolean;
  /** Undefined: the default file, if it is there. */
  rulesFile: string | undefined;
  /** Buckets that may be read, by name; empty: none. */
  s3Buckets: string[];
  /** Keys must begin so; empty, or with a slash at its end. */
  s3Prefix: string;
  /** Seconds; undefined: buckets are not looked through. */
  s3Poll: number | undefined;
  /** Undefined: archives wait in the ledger, for this server alone. */
  queueUrl: URL | undefined;
  papertrailUrl: URL;
  /** With `{path}`, perhaps `{line}`; undefined: frames are no links. */
  sourceUrl: string | undefined;
  /** Undefined, as the next three: there are no tickets. */
  jiraServer: URL | undefined;
  jiraEmail: string | undefined;
  jiraApiToken: string | undefined;
  jiraProjectKey: string | undefined;
  /** Seconds. */
  jiraPoll: number;
  /** Undefined: no webhook is taken. */
  jiraWebhookSecret: string | undefined;
  webhookUrls: URL[];
  /** Undefined: messages are not signed. */
  webhookSecret: string | undefined;
  /** In lower case. */
  webhookPrivateHosts: string[];
  logLevel: LogLevel;
  /** Undefined: the log goes to stdout only. */
  syslog: SyslogAddress | undefined;
}

/**
 * Settings from an environment; an empty value counts as none. `warnings` are sentences about names that look like misspelt settings.
 * Throws SettingsError.
 */
export function parseSettings(environment: Environment): { settings: Settings; warnings: string[] } {
  const problems: string[] = [];
  const values: Partial<Record<keyof Settings, unknown>> = {};
  for (const setting of SETTINGS) {
    const text = environment[setting.name]?.trim() || setting.default;
    try {
      values[setting.key] = text === undefined ? undefined : setting.parse(text);
    } catch (error) {
      problems.push(`${setting.name}: ${errorSentence(error)}`);
    }
  }
  // Every key is in the table: a test compares them.
  const settings = values as unknown as Settings;
  problems.push(
    ...cloudProblems(environment, values as Partial<Settings>),
    ...signInProblems(environment, values as Partial<Settings>),
    ...jiraProblems(environment),
    ...exposure(values as Partial<Settings>),
  );
  if (problems.length > 0) throw new SettingsError(problems);
  return { settings, warnings: [...nearMisses(environment, NAMES), ...unreachable(settings)] };
}

const NAMES = SETTINGS.map(({ name }) => name);

/** Log text holds secrets: it is shown to others than this machine's users only to who signs in or has a token. */
function exposure({ host, apiTokens, oidcIssuer, allowUnauthenticated }: Partial<Settings>): string[] {
  const known = host !== undefined && apiTokens !== undefined && allowUnauthenticated !== undefined;
  if (!known || isLoopback(host) || apiTokens.length > 0 || oidcIssuer !== undefined || allowUnauthenticated) return [];
  return [
    `HOST: ${host} lets other machines in, and nobody would be asked who they are. Set OIDC_ISSUER (docs/sign-in.md) or API_TOKENS, or leave HOST at 127.0.0.1 ` +
      '(in a container whose port is published on 127.0.0.1 only: ALLOW_UNAUTHENTICATED=true).',
  ];
}

/** Requests for other hosts than the loopback's and PUBLIC_URL's are refused. */
function unreachable({ host, publicUrl, allowUnauthenticated }: Settings): string[] {
  if (isLoopback(host) || publicUrl !== undefined || allowUnauthenticated) return [];
  return [`HOST is ${host}, but other machines are refused until PUBLIC_URL says by which address they come.`];
}
