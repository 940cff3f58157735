import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Eta } from 'eta';
import { inert } from './format/inert.ts';
import type { Notice } from './notice.ts';

/** What the frame around every page needs. */
export interface PageModel {
  /** Of the browser's window; the site's name is added. */
  title: string;
  /** Which link of the navigation is the current one. */
  section?: 'faults' | 'archives' | 'rules' | 'tokens' | 'audit' | 'search help';
  /** Who is signed in. */
  person?: string | undefined;
  /** What was just done. */
  notice?: Notice | undefined;
  /** Gives the token that a form needs; it comes with a cookie, so only pages with forms ask for it. */
  csrf?: () => string;
  /** What the template shows. */
  [part: string]: unknown;
}

/** Renders a template of server/pages/templates, inside the frame of layout.eta. */
export type Render = (template: string, model: PageModel) => string;

/** Compiles templates on first use and keeps them. `root`: the package's folder. */
export function views(root: string): Render {
  const eta = new Eta({
    views: join(root, 'server/pages/templates'),
    cache: true,
    autoEscape: true,
    escapeFunction: (value) => inert(typeof value === 'string' ? value : written(value)),
    autoTrim: [false, 'nl'],
  });
  const media = mediaAddresses(join(root, 'media'));
  return (template, model) => eta.render(template, { ...model, media });
}

/** What is no text: numbers as they are, nothing for what is missing. */
function written(value: unknown): string {
  return value === undefined || value === null ? '' : JSON.stringify(value);
}

/** Addresses that change with the file, so that browsers may keep what they have. */
function mediaAddresses(folder: string): Record<string, string> {
  const address = (file: string) => {
    const hash = createHash('sha256')
      .update(readFileSync(join(folder, file)))
      .digest('hex')
      .slice(0, 12);
    return [file, `/media/${file}?v=${hash}`] as const;
  };
  return Object.fromEntries(['site.css', 'site.js', 'icon.svg'].map(address));
}
