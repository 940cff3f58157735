/** Where the columns that matter stand in a log line, as offsets into the bytes it lies in. */
export interface Columns {
  /** The line begins with its id, which ends here. */
  idEnd: number;
  receivedStart: number;
  receivedEnd: number;
  instanceStart: number;
  instanceEnd: number;
  programStart: number;
  programEnd: number;
}

const TAB = 9;
const decoder = new TextDecoder();

/**
 * Finds the stream (instance and program) that a line belongs to by the bytes of its columns, without making a string:
 * an open-addressing hash table that compares the bytes on a hit.
 */
export class StreamTable<Stream> {
  readonly #make: (instance: string, program: string) => Stream;
  /** Index into #streams plus 1; 0 is free. The size is a power of two. */
  #slots = new Int32Array(1_024);
  #streams: { hash: number; key: Uint8Array; stream: Stream }[] = [];

  constructor(make: (instance: string, program: string) => Stream) {
    this.#make = make;
  }

  /** Calls for every stream met so far; a third of the cost of iterating. */
  forEach(use: (stream: Stream) => void): void {
    for (const { stream } of this.#streams) use(stream);
  }

  get size(): number {
    return this.#streams.length;
  }

  /** Forgets the streams that are not to be kept. */
  retain(keep: (stream: Stream) => boolean): void {
    this.#streams = this.#streams.filter(({ stream }) => keep(stream));
    this.#rebuild(this.#slots.length);
  }

  /** The stream of these columns, made when it is new; `hash` is of the same bytes. */
  get(bytes: Uint8Array, columns: Columns, hash: number): Stream {
    const mask = this.#slots.length - 1;
    for (let slot = spread(hash) & mask; ; slot = (slot + 1) & mask) {
      const index = this.#slots[slot] as number;
      if (index === 0) return this.#add(bytes, columns, hash);
      const entry = this.#streams[index - 1]!;
      if (entry.hash === hash && matches(entry.key, bytes, columns)) return entry.stream;
    }
  }

  #add(bytes: Uint8Array, columns: Columns, hash: number): Stream {
    const instance = bytes.slice(columns.instanceStart, columns.instanceEnd);
    const program = bytes.slice(columns.programStart, columns.programEnd);
    const key = new Uint8Array(instance.length + program.length + 1);
    key.set(instance);
    key[instance.length] = TAB;
    key.set(program, instance.length + 1);
    const stream = this.#make(decoder.decode(instance), decoder.decode(program));
    this.#streams.push({ hash, key, stream });
    this.#place(hash, this.#streams.length);
    if (this.#streams.length * 2 > this.#slots.length) this.#rebuild(this.#slots.length * 2);
    return stream;
  }

  #rebuild(size: number): void {
    this.#slots = new Int32Array(size);
    this.#streams.forEach((entry, index) => this.#place(entry.hash, index + 1));
  }

  #place(hash: number, value: number): void {
    const mask = this.#slots.length - 1;
    let slot = spread(hash) & mask;
    while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
    this.#slots[slot] = value;
  }
}

function spread(hash: number): number {
  return hash ^ (hash >>> 15);
}

function matches(key: Uint8Array, bytes: Uint8Array, columns: Columns): boolean {
  const instanceLength = columns.instanceEnd - columns.instanceStart;
  if (key.length !== instanceLength + 1 + columns.programEnd - columns.programStart) return false;
  for (let i = 0; i < instanceLength; i++) if (key[i] !== bytes[columns.instanceStart + i]) return false;
  const offset = columns.programStart - instanceLength - 1;
  for (let i = instanceLength + 1; i < key.length; i++) if (key[i] !== bytes[offset + i]) return false;
  return true;
}
