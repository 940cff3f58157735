import type { HitTarget, GroupTarget } from '../commands/targets.ts';
import type { ParsedLink } from '../core/links/parseLink.ts';
import type { Connection } from '../connection/connection.ts';

/**
 * Opens the panel of what a link leads to. Throws one sentence when it leads nowhere, when nothing is read, or when this
 * window's store does not have it: a link reaches whichever window had the focus.
 */
export async function followLink(
  link: ParsedLink,
  connection: () => Connection,
  open: (target: GroupTarget | HitTarget) => Promise<void>,
): Promise<void> {
  if (link.kind === 'none') throw new Error(link.because);
  const { store, label } = connection();
  if (link.kind === 'group') {
    if (!(await store.group(link.fingerprint))) throw new Error(lacks(`no fault ${link.fingerprint}`, label));
    return open({ fingerprint: link.fingerprint });
  }
  const traceback = await store.traceback(link.id);
  if (!traceback) throw new Error(lacks(`no traceback ${link.id}`, label));
  return open({ fingerprint: traceback.fingerprint, traceback: traceback.id });
}

function lacks(what: string, label: string): string {
  return `${label} had ${what}. The link may be for another store: choose its connection, or open its archive, and follow it again.`;
}
