import type { Day } from '../core/groups/day.ts';
import type { ContextLine } from '../core/papertrail/context.ts';
import type { FrameAddress } from '../core/source/frameAddress.ts';
import type { Place } from '../core/source/place.ts';
import type { MoreLines } from '../stores/contextSource.ts';
import type { GroupDetail, HitPage, Traceback } from '../stores/store.ts';

/** Every message between the panel's page and the editor. Both ends are of one build; each parses what comes in. */

/** The page's sections, in their order. */
export const TABS = ['traceback', 'context', 'hits', 'why'] as const;
/** One of them. */
export type Tab = (typeof TABS)[number];

/** What a panel shows: ids and places only, as it is kept while the window is closed. */
export interface PanelState {
  fingerprint: string;
  /** The hit that is shown; absent: the newest. */
  traceback?: string;
  /** The hit that it is compared with. */
  compared?: string;
  tab: Tab;
  /** The day whose hits are listed; absent: all. */
  day?: Day;
  /** Runs of library frames that were opened, as `exception.frame` of their first frame. */
  unfolded: string[];
  /** How far the page was scrolled, in pixels. */
  scrolled: number;
}

/** Commands about the panel’s group. */
export const GROUP_COMMANDS = ['hideGroup', 'unhideGroup', 'resolveGroup', 'reopenGroup'] as const;
/** Commands about one hit of it. */
export const HIT_COMMANDS = ['copyText', 'copyMarkdown', 'copyLink', 'openInPapertrail', 'openOnSite'] as const;
/** Commands about one frame of a hit. */
export const FRAME_COMMANDS = ['openFrame', 'whyNotLinked'] as const;

/** A command of the extension that the page asks for, without `assertionContext.`; the group is always the panel's own. */
export type Action =
  | { command: (typeof GROUP_COMMANDS)[number] }
  | { command: (typeof HIT_COMMANDS)[number]; traceback: string }
  | { command: (typeof FRAME_COMMANDS)[number]; traceback: string; frame: FrameAddress };

/** What the page can ask for. */
export type Request =
  | { call: 'group' }
  | { call: 'traceback'; id: string }
  | { call: 'hits'; day?: Day; cursor?: string }
  | { call: 'places'; id: string }
  | { call: 'lines'; wanted: MoreLines }
  | { call: 'run'; action: Action }
  | { call: 'copy'; text: string };

/** The panel's group, and what else the page must know to show it. */
export interface GroupAnswer {
  group: GroupDetail;
  /** Id of the newest hit that is kept; absent when none is. */
  newest?: string;
  /** The store's: days are days of it. */
  timeZone: string;
  /** Papertrail's address, without a slash at its end. */
  papertrail: string;
  /** Whether there is a companion site to open. */
  site: boolean;
  /** Whether more lines can be read from the archive. */
  moreLines: boolean;
  /** Whether faults can only be read: people hide and resolve them elsewhere. */
  readOnly: boolean;
}

/** What is answered to each request. */
export interface Answers {
  group: GroupAnswer;
  traceback: Traceback;
  hits: HitPage;
  /** By exception and frame; null for a frame that leads nowhere. Null altogether when frames are not placed here. */
  places: (Place | null)[][] | null;
  /** Null when the archive is not at hand any more. */
  lines: ContextLine[] | null;
  run: null;
  copy: null;
}

/** How long an answer may take, in milliseconds. Commands are answered once they are started. */
export const TIME_LIMITS: Record<Request['call'], number> = {
  group: 20_000,
  traceback: 20_000,
  hits: 20_000,
  places: 30_000,
  lines: 60_000,
  run: 10_000,
  copy: 10_000,
};

/** An answer is the last good one: of when (milliseconds since 1970), and in one sentence why there is no newer one. */
export interface Stale {
  asOf: number;
  because: string;
}

/** From the page: it has started, it shows a hit, or it asks. */
export type FromPage =
  | { kind: 'started' }
  | { kind: 'shown'; traceback: string }
  | { kind: 'request'; id: number; request: Request };

/** From the editor: an answer or what went wrong in one sentence, another hit to show, or news of the store. */
export type FromEditor =
  | { kind: 'answer'; id: number; value: unknown; stale?: Stale }
  | { kind: 'error'; id: number; message: string }
  /** Without a traceback: the newest. */
  | { kind: 'show'; traceback?: string }
  | { kind: 'changed' };
