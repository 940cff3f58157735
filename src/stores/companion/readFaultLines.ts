import type { AddressedFrame } from '../../core/source/framesOfFile.ts';
import type { FaultLines } from '../faultLines.ts';
import { flag, list, object, text, time, whole, word } from './answerFields.ts';
import { STANDINGS } from './readGroup.ts';
import { frame } from './readTraceback.ts';

const addressedFrame = object((each): AddressedFrame => ({
  address: each.get(
    'address',
    object((address) => ({ exception: address.get('exception', whole), frame: address.get('frame', whole) })),
  ),
  frame: each.get('frame', frame),
}));

const fault = object((each): FaultLines => ({
  fingerprint: each.get('fingerprint', text),
  type: each.get('type', text),
  message: each.get('message', text),
  count: each.get('count', whole),
  first: each.get('first', time),
  last: each.get('last', time),
  isNew: each.get('new', flag),
  standing: each.get('standing', word(STANDINGS)),
  traceback: each.get('traceback', text),
  frames: each.get('frames', list(addressedFrame)),
}));

/** The answer of `GET /api/fault_lines`. */
export const faultLines = object((answer): FaultLines[] => answer.get('faults', list(fault)));
