import { ONLY_READ } from '../connection/clusterStore.ts';
import type { Connection } from '../connection/connection.ts';
import type { ExtensionParts } from '../extensionParts.ts';
import type { ParsedLink } from '../core/links/parseLink.ts';
import type { BrowsableStore } from '../stores/store.ts';
import type { CommandMap } from './commandMap.ts';
import type { Changing } from './changeGroup.ts';
import { chooseConnection } from './chooseConnection.ts';
import { chooseDay } from './chooseDay.ts';
import { clearSearch } from './clearSearch.ts';
import { closeArchives } from './closeArchives.ts';
import { copyLink } from './copyLink.ts';
import { copyMarkdown } from './copyMarkdown.ts';
import { copyText } from './copyText.ts';
import { filter } from './filter.ts';
import { forgetToken } from './forgetToken.ts';
import { groupBy } from './groupBy.ts';
import { hideGroup } from './hideGroup.ts';
import { loadMore } from './loadMore.ts';
import { openDetail } from './openDetail.ts';
import { openFrame } from './openFrame.ts';
import { openInPapertrail } from './openInPapertrail.ts';
import { openLink } from './openLink.ts';
import { openLogArchive } from './openLogArchive.ts';
import { openOnSite } from './openOnSite.ts';
import { pasteTraceback } from './pasteTraceback.ts';
import { refresh } from './refresh.ts';
import { reopenGroup } from './reopenGroup.ts';
import { resolveGroup } from './resolveGroup.ts';
import { search } from './search.ts';
import type { Selection } from './selection.ts';
import { setToken } from './setToken.ts';
import { signIn } from './signIn.ts';
import { signOut } from './signOut.ts';
import { showConnectionReport } from './showConnectionReport.ts';
import { toggleMarks } from './toggleMarks.ts';
import { trySample } from './trySample.ts';
import { unhideGroup } from './unhideGroup.ts';
import { whyNotLinked } from './whyNotLinked.ts';

/** Gives every command what it needs. */
export function createHandlers(parts: ExtensionParts): CommandMap {
  const { archives, connections, frames, panels, papertrail, sample, tokens, tree } = parts;
  const store = (): BrowsableStore => parts.connection().store;
  const selection: Selection = () => panels.activeTarget() ?? tree.selectedTarget();
  const changing: Changing = {
    store: () => changeable(parts.connection()),
    selection,
    refresh: () => parts.refresh(),
    now: Date.now,
  };
  return {
    'assertionContext.refresh': refresh({ refresh: () => parts.refresh() }),
    'assertionContext.search': search(tree.query),
    'assertionContext.clearSearch': clearSearch(tree.query),
    'assertionContext.filter': filter(tree.query, () => tree.list),
    'assertionContext.chooseDay': chooseDay({ query: tree.query, store, shown: () => tree.list?.range, now: Date.now }),
    'assertionContext.groupByFault': groupBy(tree.query, 'fault'),
    'assertionContext.groupByFile': groupBy(tree.query, 'file'),
    'assertionContext.groupByProgram': groupBy(tree.query, 'program'),
    'assertionContext.loadMore': loadMore(tree),

    'assertionContext.openDetail': openDetail(panels, selection),
    'assertionContext.hideGroup': hideGroup(changing),
    'assertionContext.unhideGroup': unhideGroup(changing),
    'assertionContext.resolveGroup': resolveGroup(changing),
    'assertionContext.reopenGroup': reopenGroup(changing),
    'assertionContext.copyLink': copyLink(selection),
    'assertionContext.openOnSite': openOnSite(() => parts.connection().siteAddress, selection),

    'assertionContext.copyText': copyText(store, selection),
    'assertionContext.copyMarkdown': copyMarkdown(store, papertrail, selection),
    'assertionContext.openInPapertrail': openInPapertrail(store, papertrail, selection),

    'assertionContext.openFrame': openFrame(frames, store, selection),
    'assertionContext.nextFrame': () => frames.nextFrame(),
    'assertionContext.previousFrame': () => frames.previousFrame(),
    'assertionContext.whyNotLinked': whyNotLinked(frames, store, selection),
    'assertionContext.clearFrame': () => frames.clearFrame(),

    'assertionContext.toggleMarks': toggleMarks(),

    'assertionContext.openLogArchive': openLogArchive(archives),
    'assertionContext.pasteTraceback': pasteTraceback(archives, async ([id]) => {
      if (id !== undefined) await parts.follow({ kind: 'traceback', id });
    }),
    'assertionContext.trySample': trySample(sample),
    'assertionContext.closeArchives': closeArchives(archives),
    'assertionContext.chooseConnection': chooseConnection(connections, tokens),
    'assertionContext.signIn': signIn(parts.signIn),
    'assertionContext.signOut': signOut(parts.signIn),
    'assertionContext.setToken': setToken(tokens),
    'assertionContext.forgetToken': forgetToken(tokens),
    'assertionContext.showConnectionReport': showConnectionReport(connections, () => tree.query.listed, parts.report),

    'assertionContext.openLink': openLink((link: ParsedLink) => parts.follow(link)),
  };
}

/** Throws one sentence, before anything is asked, for a connection through which nothing can be changed. */
function changeable({ store, readOnly }: Connection): BrowsableStore {
  if (readOnly) throw new Error(ONLY_READ);
  return store;
}
