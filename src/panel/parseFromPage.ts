import { isDay } from '../core/groups/day.ts';
import type { FrameAddress } from '../core/source/frameAddress.ts';
import type { MoreLines } from '../stores/contextSource.ts';
import { isName } from './isName.ts';
import { FRAME_COMMANDS, GROUP_COMMANDS, HIT_COMMANDS, type Action, type FromPage, type Request } from './protocol.ts';

/** Lines that one step of loading more may ask for. */
const MOST_LINES = 200;
/** What the page may put on the clipboard, in characters. */
const MOST_COPIED = 5_000_000;

type Read = Record<string, unknown>;

/** A message of the page, checked field by field; undefined when it is none of the protocol's. */
export function parseFromPage(value: unknown): FromPage | undefined {
  if (!isRecord(value)) return undefined;
  const { kind, id, traceback } = value;
  if (kind === 'started') return { kind };
  if (kind === 'shown' && isName(traceback)) return { kind, traceback };
  if (kind !== 'request' || !isCount(id) || !isRecord(value['request'])) return undefined;
  const request = parseRequest(value['request']);
  return request && { kind, id, request };
}

function parseRequest(read: Read): Request | undefined {
  const { call, id, day, cursor, text } = read;
  switch (call) {
    case 'group':
      return { call };
    case 'traceback':
    case 'places':
      return isName(id) ? { call, id } : undefined;
    case 'hits':
      if (!(day === undefined || (typeof day === 'string' && isDay(day)))) return undefined;
      if (!(cursor === undefined || typeof cursor === 'string')) return undefined;
      return { call, ...(day !== undefined && { day }), ...(cursor !== undefined && { cursor }) };
    case 'lines': {
      const wanted = isRecord(read['wanted']) ? parseWanted(read['wanted']) : undefined;
      return wanted && { call, wanted };
    }
    case 'run': {
      const action = isRecord(read['action']) ? parseAction(read['action']) : undefined;
      return action && { call, action };
    }
    case 'copy':
      return typeof text === 'string' && text.length <= MOST_COPIED ? { call, text } : undefined;
    default:
      return undefined;
  }
}

function parseWanted({ traceback, direction, from, limit }: Read): MoreLines | undefined {
  if (!isName(traceback) || !isCount(limit) || limit > MOST_LINES) return undefined;
  if (direction !== 'before' && direction !== 'after') return undefined;
  if (from === undefined) return { traceback, direction, limit };
  return isName(from) ? { traceback, direction, limit, from } : undefined;
}

function parseAction({ command, traceback, frame }: Read): Action | undefined {
  if (isOneOf(GROUP_COMMANDS, command)) return { command };
  if (!isName(traceback)) return undefined;
  if (isOneOf(HIT_COMMANDS, command)) return { command, traceback };
  if (!isOneOf(FRAME_COMMANDS, command) || !isRecord(frame)) return undefined;
  const address = parseAddress(frame);
  return address && { command, traceback, frame: address };
}

function parseAddress({ exception, frame }: Read): FrameAddress | undefined {
  return isCount(exception) && isCount(frame) ? { exception, frame } : undefined;
}

function isOneOf<Name extends string>(names: readonly Name[], value: unknown): value is Name {
  return (names as readonly unknown[]).includes(value);
}

function isRecord(value: unknown): value is Read {
  return typeof value === 'object' && value !== null;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
