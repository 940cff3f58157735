import type { FromEditor, Stale } from '../panel/protocol.ts';

/** A message of the editor; undefined when it is none of the protocol's. What an answer holds is the word of an extension of the same build. */
export function parseFromEditor(value: unknown): FromEditor | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { kind, id, message, traceback, stale } = value as Record<string, unknown>;
  if (kind === 'changed') return { kind };
  if (kind === 'show') return typeof traceback === 'string' ? { kind, traceback } : { kind };
  if (typeof id !== 'number') return undefined;
  if (kind === 'error' && typeof message === 'string') return { kind, id, message };
  if (kind !== 'answer' || !('value' in value)) return undefined;
  return { kind, id, value: value.value, ...(isStale(stale) && { stale }) };
}

function isStale(value: unknown): value is Stale {
  if (typeof value !== 'object' || value === null) return false;
  const { asOf, because } = value as Record<string, unknown>;
  return typeof asOf === 'number' && typeof because === 'string';
}
