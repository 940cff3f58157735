import { env, Uri } from 'vscode';
import { siteAddress } from '../core/links/siteAddress.ts';
import { linkedBy } from '../links/linkedBy.ts';
import type { Handler } from './commandMap.ts';
import { groupOr, type Selection } from './selection.ts';

/** Opens the fault's page, or the hit's, on the companion site, also from a remote editor. */
export function openOnSite(site: () => URL | undefined, selection: Selection): Handler<'assertionContext.openOnSite'> {
  return async (target) => {
    const linked = linkedBy(groupOr(target, selection));
    const base = site();
    if (!base)
      throw new Error('This fault comes from a log archive opened here, so it has no page on a companion site.');
    await env.openExternal(await env.asExternalUri(Uri.parse(siteAddress(linked, base), true)));
  };
}
