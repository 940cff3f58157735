import { ArchiveScanner, type ShownLine } from '../core/papertrail/archiveScanner.ts';
import { contextLine, type ContextLine } from '../core/papertrail/context.ts';
import { ArchiveError, localSource, type ArchiveSource } from './archiveSource.ts';
import { readArchive } from './readArchive.ts';

/** Which lines of a stream are wanted. */
export interface LinesRequest {
  archive: string;
  instance: string;
  program: string;
  /** Papertrail id of the line that they stand before or after; absent: the archive's last lines (or first ones). */
  from?: string;
  direction: 'before' | 'after';
  limit: number;
}

const decoder = new TextDecoder();

/**
 * Lines of a stream before or after one of its lines, read from the archive anew; undefined when the archive is not at
 * hand. `open` finds an archive by its name, which is its path unless told otherwise; it throws ArchiveError when it is gone.
 */
export async function linesAround(
  request: LinesRequest,
  open: (archive: string) => Promise<ArchiveSource> = localSource,
): Promise<ContextLine[] | undefined> {
  const lines = new LinesAround(request);
  const enough = new AbortController();
  try {
    const source = await open(request.archive);
    await readArchive(
      source,
      { push: (chunk) => (lines.push(chunk) ? enough.abort() : undefined) },
      { signal: enough.signal },
    );
    lines.end();
  } catch (error) {
    if (error instanceof ArchiveError) return undefined;
    if (!enough.signal.aborted) throw error;
  }
  return lines.found;
}

class LinesAround {
  /** Oldest first. */
  readonly found: ContextLine[] = [];
  readonly #request: LinesRequest;
  readonly #scanner = new ArchiveScanner();
  #passed: boolean;
  #enough = false;

  constructor(request: LinesRequest) {
    this.#request = request;
    this.#passed = request.from === undefined;
    this.#scanner.begin({ lines: 0 }, { look: (line) => this.#look(line), forget: () => {} });
  }

  /** Gives whether all that is wanted has been found. */
  push(chunk: Uint8Array): boolean {
    this.#scanner.push(chunk);
    return this.#enough;
  }

  end(): void {
    this.#scanner.end();
    // Before a line that never came stands nothing.
    if (!this.#passed) this.found.length = 0;
  }

  /** Of other streams only the first line is looked at. */
  #look(line: ShownLine): boolean {
    if (!this.#isOfStream(line)) return false;
    if (this.#enough) return true;
    const { direction, from, limit } = this.#request;
    const text = decoder.decode(line.bytes.subarray(line.start, line.end));
    const isFrom = text.startsWith(`${from}\t`);
    this.#passed ||= isFrom;
    if (direction === 'before') {
      this.#enough = isFrom;
      if (!isFrom) this.found.push(contextLine(text));
      if (this.found.length > limit) this.found.shift();
    } else {
      if (this.#passed && !isFrom) this.found.push(contextLine(text));
      this.#enough = this.found.length >= limit;
    }
    return true;
  }

  #isOfStream({ bytes, instanceStart, instanceEnd, programStart, programEnd }: ShownLine): boolean {
    const { instance, program } = this.#request;
    return (
      decoder.decode(bytes.subarray(programStart, programEnd)) === program &&
      decoder.decode(bytes.subarray(instanceStart, instanceEnd)) === instance
    );
  }
}
