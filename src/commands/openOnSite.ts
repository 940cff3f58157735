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
      throw new Error(
        'What is read here is not a companion server, so this fault has no page to open. Use “Assertion Context: Choose Connection…”.',
      );
    await env.openExternal(await env.asExternalUri(Uri.parse(siteAddress(linked, base), true)));
  };
}
