import assert from 'node:assert/strict';
import type { FastifyInstance } from 'fastify';

/** A page as a browser without scripts sees it. */
export interface Page {
  status: number;
  /** Where it was found, after redirects. */
  address: string;
  html: string;
  headers: Record<string, string | string[] | number | undefined>;
}

/** A form of a page: where it goes, and the fields that are filled in already. */
interface Form {
  action: string;
  fields: Record<string, string>;
}

/** A browser without scripts: keeps cookies, sends forms, follows the redirects of forms. */
export class Visitor {
  readonly #app: FastifyInstance;
  readonly #host: string;
  /** By name, as they are sent. */
  readonly cookies = new Map<string, string>();

  /** `origin`: by which address it knows the site. */
  constructor(app: FastifyInstance, origin = 'http://localhost:80') {
    this.#app = app;
    this.#host = new URL(origin).host;
  }

  async get(address: string): Promise<Page> {
    return this.#keep(address, await this.#app.inject({ url: address.replace(/#.*/, ''), headers: this.#headers() }));
  }

  /** Sends the form of the page that goes to this action, other fields filled in. */
  async send(page: Page, action: string, fields: Record<string, string> = {}): Promise<Page> {
    const form = formsOf(page).find((each) => each.action === action);
    assert.ok(form, `${page.address} has no form to ${action}`);
    return this.post(action, { ...form.fields, ...fields });
  }

  async post(address: string, fields: Record<string, string>): Promise<Page> {
    const page = await this.#post(address, fields);
    return page.status === 303 ? this.get(String(page.headers['location'])) : page;
  }

  /** The same as `send`, but for following the redirect. */
  async sendOnly(page: Page, action: string): Promise<Page> {
    const form = formsOf(page).find((each) => each.action === action);
    assert.ok(form, `${page.address} has no form to ${action}`);
    return this.#post(action, form.fields);
  }

  async #post(address: string, fields: Record<string, string>): Promise<Page> {
    const response = await this.#app.inject({
      method: 'POST',
      url: address,
      headers: {
        ...this.#headers(),
        'sec-fetch-site': 'same-origin',
        'content-type': 'application/x-www-form-urlencoded',
      },
      payload: new URLSearchParams(fields).toString(),
    });
    return this.#keep(address, response);
  }

  #headers(): Record<string, string> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    return { accept: 'text/html', host: this.#host, ...(cookie && { cookie }) };
  }

  #keep(address: string, response: Awaited<ReturnType<FastifyInstance['inject']>>): Page {
    for (const { name, value, maxAge } of response.cookies as { name: string; value: string; maxAge?: number }[]) {
      if (maxAge === 0 || value === '') this.cookies.delete(name);
      else this.cookies.set(name, encodeURIComponent(value));
    }
    return { status: response.statusCode, address, html: response.body, headers: response.headers };
  }
}

/** The forms that change something. */
export function formsOf({ html }: Page): Form[] {
  return [...html.matchAll(/<form[^>]* method="post" action="([^"]*)"[^>]*>(.*?)<\/form>/gs)].map(
    ([, action = '', inside = '']) => ({
      action: unescaped(action),
      fields: Object.fromEntries(
        [...inside.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)].map(
          ([, name = '', value = '']) => [name, unescaped(value)],
        ),
      ),
    }),
  );
}

/** The addresses that a page links to, in order. */
export function linksOf({ html }: Page): string[] {
  return [...html.matchAll(/<a [^>]*?href="([^"]*)"/g)].map(([, href = '']) => unescaped(href));
}

/** The address of the link with this text. */
export function linkNamed(page: Page, text: string): string {
  for (const [, href = '', inside = ''] of page.html.matchAll(/<a [^>]*?href="([^"]*)"[^>]*>(.*?)<\/a>/gs)) {
    if (textOf(inside).includes(text)) return unescaped(href);
  }
  return assert.fail(`${page.address} has no link “${text}”`);
}

/** The text that is read in a piece of HTML, without its tags, spaces as they are shown. */
export function textOf(html: string): string {
  const body = html.replace(/^.*<main/s, '<main').replaceAll(/<(title|script)\b.*?<\/\1>/gs, '');
  return unescaped(body.replaceAll(/<[^>]*>/g, ' '))
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ([,.:;])/g, '$1')
    .trim();
}

const NAMED: Record<string, string> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };

function unescaped(text: string): string {
  return text.replaceAll(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => NAMED[name] ?? '');
}
