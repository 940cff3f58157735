import type { FastifyReply } from 'fastify';

/** What was just done, said once on the next page, and how to undo it. */
export interface Notice {
  text: string;
  /** The form that takes it back. */
  undo?: { action: string; fields: Record<string, string> };
}

const COOKIE = 'assertion_context_notice';

/** Leaves a notice for the page that the browser goes to next. It is signed, so that nobody else can put a form there. */
export function leaveNotice(reply: FastifyReply, notice: Notice): void {
  void reply.setCookie(COOKIE, Buffer.from(JSON.stringify(notice)).toString('base64url'), {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    signed: true,
    maxAge: 60,
  });
}

/** The notice that was left, which is then gone. */
export function takeNotice(reply: FastifyReply): Notice | undefined {
  const cookie = reply.request.cookies[COOKIE];
  if (cookie === undefined) return undefined;
  void reply.clearCookie(COOKIE, { path: '/' });
  const { valid, value } = reply.request.unsignCookie(cookie);
  return valid ? (JSON.parse(Buffer.from(value, 'base64url').toString()) as Notice) : undefined;
}
