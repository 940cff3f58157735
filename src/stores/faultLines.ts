import type { DayRange } from '../core/groups/day.ts';
import type { Standing } from '../core/groups/group.ts';
import type { AddressedFrame } from '../core/source/framesOfFile.ts';

/** Which file is asked for: by its name, or the end of its path with forward slashes. */
export interface FaultLinesQuery {
  file: string;
  range: DayRange;
  /** At most so many faults, the last seen first. */
  limit: number;
}

/** A fault whose newest traceback ran through the file. Times are milliseconds since 1970; count, first and last are those of the range. */
export interface FaultLines {
  fingerprint: string;
  /** The last exception's type, and the first line of its message, at most 300 characters. */
  type: string;
  message: string;
  count: number;
  first: number;
  last: number;
  /** First seen at all within the range. */
  isNew: boolean;
  standing: Standing;
  /** Id of the traceback that the frames are of. */
  traceback: string;
  /** At least one, the innermost of the last exception first. */
  frames: AddressedFrame[];
}
