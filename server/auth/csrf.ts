import csrfProtection from '@fastify/csrf-protection';
import type { FastifyInstance } from 'fastify';
import type { Settings } from '../settings.ts';
import { isChanging } from './isChanging.ts';
import { isForm } from './mediaType.ts';

/** The form field that carries the token; a page gets its value from `reply.generateCsrf()`. */
const FIELD = '_csrf';

/** Requires the token of every form that comes without a bearer token, and takes it out of the body. Needs the cookies plugin. */
export async function csrf(app: FastifyInstance, settings: Settings): Promise<void> {
  await app.register(csrfProtection, {
    // Cookies do not tell ports apart, and other programs listen on the loopback address too.
    cookieKey: 'assertion_context_csrf',
    cookieOpts: {
      path: '/',
      httpOnly: true,
      // Not strict: whoever follows a link from a ticket would come without it, get another, and void the forms of their other tabs.
      sameSite: 'lax',
      signed: true,
      secure: settings.publicUrl?.protocol === 'https:',
    },
    getToken: (request) => (request.body as Record<string, string> | undefined)?.[FIELD],
    logLevel: 'info',
  });
  app.addHook('preValidation', (request, reply, done) => {
    if (isChanging(request) && isForm(request) && !request.isBearer) app.csrfProtection(request, reply, done);
    else done();
  });
  app.addHook('preValidation', async (request) => {
    if (isForm(request) && request.body) delete (request.body as Record<string, unknown>)[FIELD];
  });
}
