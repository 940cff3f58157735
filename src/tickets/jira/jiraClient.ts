import type { createCloudClient } from 'jira.js/cloud';
import { askWhoAmI, GATEWAY, jiraHost } from './jiraHost.ts';
import type { JiraAccount } from './jiraAccount.ts';
import { type Asked, type Failure, jiraTrouble } from './jiraTrouble.ts';

type Client = ReturnType<typeof createCloudClient>;

export interface JiraClientOptions {
  /** Where tokens with scopes are taken; Atlassian's own when absent. */
  gateway?: string;
  /** What happens when an answer is not of the shape that jira.js expects. Tests throw. */
  onSchemaMismatch?: 'throw' | 'silent';
  /** How long an answer is waited for, in milliseconds. */
  patience?: number;
}

const PATIENCE = 30_000;

/** jira.js for one account, loaded when first asked for (the import alone takes 0.1 to 0.4 s and 70 MB). */
export class JiraClient {
  readonly #account: JiraAccount;
  readonly #options: JiraClientOptions;
  #connected: Promise<{ host: string; client: Client }> | undefined;

  constructor(account: JiraAccount, options: JiraClientOptions = {}) {
    this.#account = account;
    this.#options = options;
  }

  /** Sends one request. Throws TicketError. `what`: what it is for, as in “could not …”. */
  async ask<T>(asked: Omit<Asked, 'host'>, send: (client: Client) => Promise<T>): Promise<T> {
    const about = { host: this.#account.server.host, ...asked };
    const { host, client } = await this.#connect().catch((error: unknown) => {
      throw jiraTrouble({ ...networkFailure(error), cause: error }, { ...about, writes: false });
    });
    try {
      return await inTime(send(client), this.#options.patience ?? PATIENCE);
    } catch (error) {
      throw jiraTrouble(await this.#failure(error, host), about);
    }
  }

  #connect(): Promise<{ host: string; client: Client }> {
    this.#connected ??= this.#open().catch((error: unknown) => {
      this.#connected = undefined;
      throw error;
    });
    return this.#connected;
  }

  async #open(): Promise<{ host: string; client: Client }> {
    const [host, { createCloudClient }] = await Promise.all([
      jiraHost(this.#account, this.#options.gateway ?? GATEWAY),
      import('jira.js/cloud'),
    ]);
    const { email, apiToken } = this.#account;
    const onSchemaMismatch = this.#options.onSchemaMismatch ?? 'silent';
    return { host, client: createCloudClient({ host, auth: { type: 'basic', email, apiToken }, onSchemaMismatch }) };
  }

  async #failure(error: unknown, host: string): Promise<Failure> {
    const { isApiError, isRateLimitError } = await import('jira.js/core');
    if (!isApiError(error)) return { ...networkFailure(error), cause: error };
    const { status, body } = error;
    const retryAfter = isRateLimitError(error) ? error.retryAfterMs : undefined;
    const refused = status === 401 || status === 403;
    if (refused) this.#connected = undefined;
    // jira.js keeps no headers, and one of them says that a captcha is asked for.
    const deniedBecause = refused ? await this.#deniedBecause(host) : undefined;
    return {
      status,
      body,
      cause: error,
      ...(retryAfter !== undefined && { retryAfter }),
      ...(deniedBecause && { deniedBecause }),
    };
  }

  async #deniedBecause(host: string): Promise<string | undefined> {
    try {
      const { headers, body } = await askWhoAmI(host, this.#account);
      await body?.cancel();
      return headers.get('x-authentication-denied-reason') ?? headers.get('x-seraph-loginreason') ?? undefined;
    } catch {
      // The first answer says enough.
      return undefined;
    }
  }
}

function networkFailure(error: unknown): Failure {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: unknown };
  const found = typeof code === 'string' ? code : (cause as { code?: unknown } | undefined)?.code;
  return typeof found === 'string' ? { code: found } : {};
}

/** Fails with a network error when no answer comes in time: what was asked may be done all the same. */
async function inTime<T>(answer: Promise<T>, patience: number): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => reject(Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' })),
    patience,
  );
  try {
    return await Promise.race([answer, promise]);
  } finally {
    clearTimeout(timer);
  }
}
