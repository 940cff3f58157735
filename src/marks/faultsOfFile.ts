import { applyMappings, type LearnedMapping } from '../core/source/learnedMapping.ts';
import { type CandidateFile, matchPath } from '../core/source/matchPath.ts';
import type { FaultLines } from '../stores/faultLines.ts';

/** What tells which file of the workspace a frame's path means. */
export interface FileClues {
  /** Files of the name; those that are not known cannot be told from the file. */
  files: readonly CandidateFile[];
  mappings: readonly LearnedMapping[];
}

/**
 * The faults with those frames only whose path means this file and no other: a mapping says so, or its end agrees better
 * than that of any other file. Where several agree equally well, or only in their name, nothing tells whose frames they are.
 */
export function faultsOfFile(faults: readonly FaultLines[], file: CandidateFile, clues: FileClues): FaultLines[] {
  const { mappings } = clues;
  const files = clues.files.some((one) => isSame(one, file)) ? clues.files : [file, ...clues.files];
  const judged = new Map<string, boolean>();
  const isOfFile = (path: string): boolean => {
    const before = judged.get(path);
    if (before !== undefined) return before;
    const is = means(path, file, { files, mappings });
    judged.set(path, is);
    return is;
  };
  return faults.flatMap((fault) => {
    const frames = fault.frames.filter(({ frame }) => isOfFile(frame.path));
    return frames.length > 0 ? [{ ...fault, frames }] : [];
  });
}

function means(path: string, file: CandidateFile, { files, mappings }: FileClues): boolean {
  for (const mapped of applyMappings(path, mappings)) {
    const found = files.find((one) => one.path === mapped.path && (mapped.folder ?? one.folder) === one.folder);
    if (found) return isSame(found, file);
  }
  const match = matchPath(path, files);
  return match.kind === 'one' && isSame(match.file, file);
}

function isSame(one: CandidateFile, other: CandidateFile): boolean {
  return one.folder === other.folder && one.path === other.path;
}
