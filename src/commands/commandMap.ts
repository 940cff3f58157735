import type { Uri } from 'vscode';
import type { Day } from '../core/groups/day.ts';
import type { GroupFilter } from '../stores/store.ts';
import type { FrameTarget, GroupTarget, HitTarget } from './targets.ts';

/**
 * Every command of the extension: its id, what it takes and what it gives. A target that is missing (the command comes
 * from the palette) is the one that is selected in the tree or open in the panel. `test/house/manifest.test.ts` compares
 * the ids with package.json's.
 */
export interface CommandMap {
  // The view
  'assertionContext.refresh': () => Promise<void>;
  'assertionContext.search': () => Promise<void>;
  'assertionContext.clearSearch': () => void;
  'assertionContext.filter': (filter?: GroupFilter) => Promise<void>;
  /** Also `all`: every day there is. */
  'assertionContext.chooseDay': (day?: Day) => Promise<void>;
  'assertionContext.groupByFault': () => void;
  'assertionContext.groupByFile': () => void;
  'assertionContext.groupByProgram': () => void;
  'assertionContext.loadMore': (of?: unknown) => Promise<void>;

  // A group
  'assertionContext.openDetail': (target?: GroupTarget | HitTarget) => Promise<void>;
  'assertionContext.hideGroup': (target?: GroupTarget) => Promise<void>;
  'assertionContext.unhideGroup': (target?: GroupTarget) => Promise<void>;
  'assertionContext.resolveGroup': (target?: GroupTarget) => Promise<void>;
  'assertionContext.reopenGroup': (target?: GroupTarget) => Promise<void>;
  'assertionContext.copyLink': (target?: GroupTarget | HitTarget) => Promise<void>;
  'assertionContext.openOnSite': (target?: GroupTarget | HitTarget) => Promise<void>;

  // A hit: of a group, its newest
  'assertionContext.copyText': (target?: GroupTarget | HitTarget) => Promise<void>;
  'assertionContext.copyMarkdown': (target?: GroupTarget | HitTarget) => Promise<void>;
  'assertionContext.openInPapertrail': (target?: GroupTarget | HitTarget) => Promise<void>;

  // A frame
  'assertionContext.openFrame': (target?: FrameTarget) => Promise<void>;
  'assertionContext.nextFrame': () => Promise<void>;
  'assertionContext.previousFrame': () => Promise<void>;
  'assertionContext.whyNotLinked': (target?: FrameTarget) => Promise<void>;
  'assertionContext.clearFrame': () => void;

  // Marks in the source
  'assertionContext.toggleMarks': () => Promise<void>;

  // Where tracebacks come from
  'assertionContext.openLogArchive': (uri?: Uri, uris?: readonly Uri[]) => Promise<void>;
  'assertionContext.pasteTraceback': () => Promise<void>;
  'assertionContext.trySample': () => Promise<void>;
  'assertionContext.closeArchives': () => Promise<void>;
  'assertionContext.chooseConnection': () => Promise<void>;
  'assertionContext.signIn': () => Promise<void>;
  'assertionContext.signOut': () => Promise<void>;
  'assertionContext.setToken': () => Promise<void>;
  'assertionContext.forgetToken': () => Promise<void>;
  'assertionContext.showConnectionReport': () => Promise<void>;

  // Links
  'assertionContext.openLink': () => Promise<void>;
}

/** A command's whole id. */
export type CommandId = keyof CommandMap;

/** What a command's file exports: the handler for its id. */
export type Handler<Id extends CommandId> = CommandMap[Id];
