import type { Scope } from '../auth/scope.ts';
import { signInSettings } from '../auth/signIn/signInSettings.ts';
import { tokenName } from '../auth/tokens/tokenName.ts';
import type { KnownToken } from '../auth/tokens/tokenRecord.ts';
import { isExpired, Tokens } from '../auth/tokens/tokens.ts';
import { type Clock, clockIn } from '../../src/core/wording/clock.ts';
import { counted } from '../../src/core/wording/number.ts';
import { print, printJson, say } from './output.ts';
import { UsageError } from './usageError.ts';
import { type CommandParts, withStore } from './withStore.ts';

const DAY = 86_400_000;

/** `token create NAME`: makes a token and prints it, this once; what is said about it goes to stderr. */
export async function createToken(written: string, { scope, days }: { scope: Scope; days?: number }): Promise<number> {
  const name = tokenName(written);
  if (name === undefined)
    throw new UsageError(`“${written}” is no name for a token. Use 1 to 64 letters, digits, spaces or . _ - @`);
  return withStore(
    async ({ store, settings }) => {
      const made = await new Tokens(store, Date.now).make({
        name,
        scope,
        by: 'the command line',
        ...(days !== undefined && { expiresAt: Date.now() + days * DAY }),
      });
      print(made.text);
      say(`The token ${name} (${scope}) is made. It is shown this once; only its hash is kept.`);
      if (settings.apiTokens.length === 0 && !signInSettings(settings))
        say('The server asks for tokens only where people sign in or API_TOKENS is set; here neither is.');
      return 0;
    },
    { make: true },
  );
}

/** `token list`: the tokens there are, never what lets in. */
export async function listTokens({ json }: { json: boolean }): Promise<number> {
  return withStore(async (parts) => {
    const tokens = await new Tokens(parts.store, Date.now).list();
    const clock = clockIn(parts.settings.timeZone);
    if (json) for (const token of tokens) printJson(tokenJson(token));
    else if (tokens.length > 0) print(tokens.map((token) => tokenLine(token, clock)).join('\n'));
    if (!json) say(`${counted(tokens.length, 'token')}. Those of API_TOKENS are in the settings.`);
    return 0;
  });
}

/** `token revoke`: by the id that `list` shows, or by a name that only one has; 1 when there is none. */
export async function revokeToken(which: string): Promise<number> {
  return withStore(async ({ store }: CommandParts) => {
    const tokens = new Tokens(store, Date.now);
    const found = (await tokens.list()).filter(({ id, name }) => id === which || name === which);
    if (found.length > 1) {
      say(`${found.length} tokens are called ${which}. Name one by its id: ${found.map(({ id }) => id).join(', ')}.`);
      return 1;
    }
    const revoked = found[0] && (await tokens.revoke(found[0].id));
    say(
      revoked
        ? `${revoked.name} is revoked: whoever has it is let in no more.`
        : `There is no token ${which}. assertion-context token list shows those there are.`,
    );
    return revoked ? 0 : 1;
  });
}

function tokenLine(token: KnownToken, clock: Clock): string {
  const used = token.usedAt === undefined ? 'never used' : `last used ${clock.stamp(token.usedAt)}`;
  const end = isExpired(token, Date.now()) ? 'expired' : 'expires';
  const expires = token.expiresAt === undefined ? '' : `, ${end} ${clock.stamp(token.expiresAt)}`;
  return `${token.id}  ${token.scope.padEnd(6)}  ${token.name}  made ${clock.stamp(token.madeAt)}, ${used}${expires}`;
}

function tokenJson({ id, name, scope, by, madeAt, usedAt, expiresAt }: KnownToken): Record<string, unknown> {
  const time = (at: number | undefined): string | undefined =>
    at === undefined ? undefined : new Date(at).toISOString();
  return { id, name, scope, by, made_at: time(madeAt), used_at: time(usedAt), expires_at: time(expiresAt) };
}
