import type { FrameAddress } from '../core/source/frameAddress.ts';

/** A group, as menus of the tree and links of the panel name it. */
export interface GroupTarget {
  fingerprint: string;
}

/** One hit of a group. */
export interface HitTarget extends GroupTarget {
  traceback: string;
}

/** One frame of a hit. */
export interface FrameTarget {
  traceback: string;
  frame: FrameAddress;
}

/** Whether what a menu handed over names a group. */
export function isGroupTarget(value: unknown): value is GroupTarget {
  return hasText(value, 'fingerprint');
}

/** Whether what a menu handed over names a frame. */
export function isFrameTarget(value: unknown): value is FrameTarget {
  if (!hasText(value, 'traceback')) return false;
  const { frame } = value as { frame?: { exception?: unknown; frame?: unknown } };
  return Number.isInteger(frame?.exception) && Number.isInteger(frame?.frame);
}

function hasText(value: unknown, key: string): boolean {
  return typeof value === 'object' && value !== null && typeof (value as Record<string, unknown>)[key] === 'string';
}
