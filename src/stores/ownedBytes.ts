import type { StreamBorder } from '../core/papertrail/border.ts';
import type { FoundTraceback } from '../core/python/traceback.ts';

/** Values to be sent, and the buffers that move with them instead of being copied. */
export interface Parcel<T> {
  values: T[];
  transfer: ArrayBuffer[];
}

/** Tracebacks whose contexts are moved. A context that is a part of a larger buffer is copied out: sending it would take the whole buffer along. */
export function parcelTracebacks<Traceback extends FoundTraceback>(
  tracebacks: readonly Traceback[],
): Parcel<Traceback> {
  const buffers = new Set<ArrayBuffer>();
  const values = tracebacks.map((traceback) => {
    const { before, after } = traceback.context;
    return {
      ...traceback,
      context: { ...traceback.context, before: own(before, buffers), after: own(after, buffers) },
    };
  });
  return { values, transfer: [...buffers] };
}

/** Borders whose lines are moved, likewise. */
export function parcelBorders(borders: readonly StreamBorder[]): Parcel<StreamBorder> {
  const buffers = new Set<ArrayBuffer>();
  const values = borders.map((border) => ({ ...border, lines: own(border.lines, buffers) }));
  return { values, transfer: [...buffers] };
}

/** The bytes in a buffer of their own, which is noted. No bytes have none: an empty array may be shared by many. */
function own(bytes: Uint8Array, buffers: Set<ArrayBuffer>): Uint8Array {
  if (bytes.length === 0) return new Uint8Array();
  const { buffer } = bytes;
  const whole = buffer instanceof ArrayBuffer && buffer.byteLength === bytes.length && !buffers.has(buffer);
  const mine = whole ? bytes : Uint8Array.from(bytes);
  buffers.add(mine.buffer as ArrayBuffer);
  return mine;
}
