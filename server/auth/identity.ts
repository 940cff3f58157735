import type { FastifyInstance } from 'fastify';
import type { Parts } from '../parts.ts';
import { attempts } from '../plugins/rateLimit.ts';
import { Audit } from './audit/audit.ts';
import { auditRoutes } from './audit/auditRoutes.ts';
import { EditorCodes } from './editor/editorCodes.ts';
import { Provider } from './signIn/provider.ts';
import { sessionCookies } from './signIn/sessionCookies.ts';
import { Sessions } from './signIn/sessions.ts';
import type { SignIn } from './signIn/signIn.ts';
import { type SignInSettings, signInSettings } from './signIn/signInSettings.ts';
import { Tokens } from './tokens/tokens.ts';
import { whoMayAsk } from './whoMayAsk.ts';

/** Who asks and who did what, for the pages and routes that are about that. */
export interface Identity {
  tokens: Tokens;
  audit: Audit;
  codes: EditorCodes;
  /** Absent: people do not sign in. */
  signIn: { parts: SignIn; settings: SignInSettings } | undefined;
}

/** Puts together how people, machines and editors are known, and checks every request. Needs the cookies plugin. */
export async function identity(app: FastifyInstance, { store, settings, now }: Parts): Promise<Identity> {
  const tokens = new Tokens(store, now);
  const audit = new Audit(store, now);
  const codes = new EditorCodes(store, now);
  const limit = await attempts(app);
  const signingIn = signInSettings(settings);
  if (signingIn) await sessionCookies(app, signingIn);
  const sessions = signingIn && new Sessions(store, signingIn.authorizedEmail, now);
  whoMayAsk(app, { settings, tokens, attempts: limit, sessions });
  auditRoutes(app, audit);
  app.addHook('onClose', () => tokens.settled());
  if (!signingIn || !sessions) return { tokens, audit, codes, signIn: undefined };
  const parts: SignIn = {
    provider: new Provider(signingIn),
    sessions,
    attempts: limit,
    now,
    onRefused: async ({ ip }, { email, because }) =>
      audit.add({ did: 'was refused at sign-in', because, to: ip, ...(email !== undefined && { by: email }) }),
  };
  return { tokens, audit, codes, signIn: { parts, settings: signingIn } };
}
