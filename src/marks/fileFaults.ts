import type { CandidateFile } from '../core/source/matchPath.ts';
import type { LearnedMapping } from '../core/source/learnedMapping.ts';
import type { DayRange } from '../core/groups/day.ts';
import type { FaultLines } from '../stores/faultLines.ts';
import type { BrowsableStore } from '../stores/store.ts';
import { faultsOfFile } from './faultsOfFile.ts';
import { recentRange } from './recentRange.ts';

/** What is known of the workspace, to tell which file a frame's path means. */
export interface MarkedWorkspace {
  /** What the developer taught. */
  mappings?: () => readonly LearnedMapping[];
  /** All files of a name; without it, a path's end decides. */
  files?: (name: string) => Promise<readonly CandidateFile[]>;
}

/** At most so many faults of one file are marked, the last seen. */
const MOST_FAULTS = 200;

/** The recent faults of files, as the store has them now. Made anew when it is to be asked again. */
export class FileFaults {
  readonly #store: BrowsableStore;
  readonly #days: number;
  readonly #workspace: MarkedWorkspace;
  #range: Promise<DayRange | undefined> | undefined;

  /** `days`: how far back from the newest traceback one is recent. */
  constructor(store: BrowsableStore, days: number, workspace: MarkedWorkspace) {
    this.#store = store;
    this.#days = days;
    this.#workspace = workspace;
  }

  /** The last seen fault first, with the frames that lie in this very file. One request, beside the first one of all. */
  async of(file: CandidateFile, now: number): Promise<FaultLines[]> {
    this.#range ??= recentRange(this.#store, this.#days);
    const range = await this.#range;
    if (!range) return [];
    const name = file.path.slice(file.path.lastIndexOf('/') + 1);
    const faults = await this.#store.faultLines({ file: name, range, limit: MOST_FAULTS }, now);
    if (faults.length === 0) return [];
    const { files, mappings } = this.#workspace;
    return faultsOfFile(faults, file, { files: (await files?.(name)) ?? [], mappings: mappings?.() ?? [] });
  }
}
