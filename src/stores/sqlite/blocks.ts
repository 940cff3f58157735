import { readBody, type Body, type BodyParts } from '../body.ts';
import type { Connection } from './connection.ts';
import { compress, compressNow, decompress, decompressNow } from '../zstd.ts';

/** So many bodies, or so many bytes, are compressed together: a third of the time and half of the size of each by itself; one is read in half a millisecond. */
const BODIES = 16;
const BYTES = 524_288;

/** Compressed bodies on their way into the store. */
interface Block {
  packed: Uint8Array;
  /** Known once it is stored. */
  id?: number;
}

/** Where a body stands in its block. */
export interface Placed {
  block: Block;
  place: number;
  size: number;
}

/** Compresses bodies in the thread pool, neighbours together; gives the place of each, in the order given. */
export async function packBlocks(bodies: readonly BodyParts[]): Promise<Placed[]> {
  const blocks: Promise<Placed[]>[] = [];
  let members: BodyParts[] = [];
  let bytes = 0;
  for (const body of bodies) {
    const size = sizeOf(body);
    if (members.length > 0 && (members.length === BODIES || bytes + size > BYTES)) {
      blocks.push(packBlock(members));
      members = [];
      bytes = 0;
    }
    members.push(body);
    bytes += size;
  }
  if (members.length > 0) blocks.push(packBlock(members));
  return (await Promise.all(blocks)).flat();
}

/** A block of one body, at once. */
export function packBlockNow(body: BodyParts): Placed {
  return { block: { packed: compressNow(Buffer.concat(body)) }, place: 0, size: sizeOf(body) };
}

async function packBlock(bodies: readonly BodyParts[]): Promise<Placed[]> {
  const bytes = Buffer.concat(bodies.flat());
  const block: Block = { packed: await compress(bytes) };
  // Given back at once: garbage of this size is collected 60 MB late. It is the buffer's own, half a megabyte is in no pool.
  if (bytes.length === bytes.buffer.byteLength) bytes.buffer.transfer(0);
  let end = 0;
  return bodies.map((body) => {
    const size = sizeOf(body);
    end += size;
    return { block, place: end - size, size };
  });
}

function sizeOf(body: BodyParts): number {
  return body.reduce((sum, part) => sum + part.length, 0);
}

/** Stores the block, unless that was done for another of its bodies. Gives its id. */
export function storeBlock(db: Connection, { block }: Placed): number {
  block.id ??= db.get<{ id: number }>('INSERT INTO block (packed) VALUES (?) RETURNING id', [block.packed])?.id ?? 0;
  return block.id;
}

/** Drops a block when no traceback has its body in it any more. */
export function dropUnusedBlock(db: Connection, block: number): void {
  db.run('DELETE FROM block WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM traceback WHERE block = ?1)', [block]);
}

/** A body's place as it is stored. */
export interface StoredPlace {
  block: number;
  place: number;
  size: number;
  packed: Uint8Array;
}

export function bodyAt({ place, size, packed }: StoredPlace): Body {
  return readBody(decompressNow(packed).subarray(place, place + size));
}

/** The bodies of many places; each block is decompressed once, in the thread pool. */
export async function bodiesAt(places: readonly StoredPlace[]): Promise<Body[]> {
  const blocks = new Map<number, Promise<Uint8Array>>();
  for (const { block, packed } of places) if (!blocks.has(block)) blocks.set(block, decompress(packed));
  return await Promise.all(
    places.map(async ({ block, place, size }) => {
      const bytes = (await blocks.get(block)) ?? new Uint8Array();
      return readBody(bytes.subarray(place, place + size));
    }),
  );
}
