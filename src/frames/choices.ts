import { ConfigurationTarget, type LogOutputChannel, type Memento, workspace } from 'vscode';
import {
  applyMappings,
  learnMapping,
  type LearnedMapping,
  type MappedPath,
  mergeMapping,
} from '../core/source/learnedMapping.ts';
import type { CandidateFile } from '../core/source/matchPath.ts';
import { readMappings } from '../core/source/readMappings.ts';
import { folderName } from './folderName.ts';

/** The setting that lists what was learned. */
export const MAPPINGS_SETTING = 'assertionContext.pathMappings';

const KEY = 'frames.chosen';
const MOST_CHOSEN = 50;

/** What the developer chose: mappings in the settings, to be read and edited, and the files themselves in the workspace's memory. */
export class Choices {
  readonly #memory: Memento;
  readonly #log: LogOutputChannel;
  /** Problems that were told: the settings are read at each click. */
  readonly #told = new Set<string>();

  constructor(memory: Memento, log: LogOutputChannel) {
    this.#memory = memory;
    this.#log = log;
  }

  /** All mappings: those of a folder's own settings come before the workspace's, and these before the user's. Entries that say nothing are logged once. */
  mappings(): LearnedMapping[] {
    const said = workspace.getConfiguration().inspect(MAPPINGS_SETTING);
    return [...this.#ofFolders(), ...this.#read(said?.workspaceValue), ...this.#read(said?.globalValue)];
  }

  /** What a folder's own settings say is of this folder, unless they name another. A single folder's settings are the workspace's. */
  #ofFolders(): LearnedMapping[] {
    const folders = workspace.workspaceFolders ?? [];
    if (folders.length < 2) return [];
    return folders.flatMap((folder) => {
      const said = workspace.getConfiguration(undefined, folder.uri).inspect(MAPPINGS_SETTING);
      return this.#read(said?.workspaceFolderValue).map((mapping) => ({ folder: folderName(folder), ...mapping }));
    });
  }

  #read(value: unknown): LearnedMapping[] {
    const { mappings, problems } = readMappings(value);
    for (const problem of problems) {
      if (!this.#told.has(problem)) this.#log.warn(problem);
      this.#told.add(problem);
    }
    return mappings;
  }

  /** Where the mappings say that a path lies, the most telling first. */
  mapped(path: string): MappedPath[] {
    return applyMappings(path, this.mappings());
  }

  /** Files that were chosen, the newest first. */
  chosen(): CandidateFile[] {
    return this.#memory.get<CandidateFile[]>(KEY, []);
  }

  /** Learns that a frame's path means this file. A workspace whose settings cannot be written keeps it in its memory only. */
  async learn(path: string, { folder, path: file }: CandidateFile): Promise<void> {
    const others = this.chosen().filter((one) => one.folder !== folder || one.path !== file);
    await this.#memory.update(KEY, [{ folder, path: file }, ...others].slice(0, MOST_CHOSEN));
    const learned = learnMapping(path, { folder, path: file });
    const settings = workspace.getConfiguration();
    const { mappings } = readMappings(settings.inspect(MAPPINGS_SETTING)?.workspaceValue);
    try {
      await settings.update(MAPPINGS_SETTING, mergeMapping(mappings, learned), ConfigurationTarget.Workspace);
    } catch (error) {
      this.#log.warn(`Could not write ${MAPPINGS_SETTING}; the choice counts for this file only:`, error);
    }
  }
}
