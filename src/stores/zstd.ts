import { promisify } from 'node:util';
import { constants, zstdCompress, zstdCompressSync, zstdDecompress, zstdDecompressSync } from 'node:zlib';

/** Level 1: an hour's contexts in a third of the time of deflate, and smaller. */
function options(bytes: Uint8Array): { params: Record<number, number>; pledgedSrcSize: number; chunkSize: number } {
  return {
    params: { [constants.ZSTD_c_compressionLevel]: 1 },
    // Both save memory and calls: without them a call costs twice what its 28 KB need.
    pledgedSrcSize: bytes.length,
    chunkSize: Math.max(1024, bytes.length >> 2),
  };
}

const compressAsync = promisify(zstdCompress);

/** Compresses in the thread pool. */
export function compress(bytes: Uint8Array): Promise<Uint8Array> {
  return compressAsync(bytes, options(bytes));
}

export function compressNow(bytes: Uint8Array): Uint8Array {
  return zstdCompressSync(bytes, options(bytes));
}

/** Decompresses in the thread pool. */
export const decompress: (bytes: Uint8Array) => Promise<Uint8Array> = promisify(zstdDecompress);

export function decompressNow(bytes: Uint8Array): Uint8Array {
  return zstdDecompressSync(bytes);
}
