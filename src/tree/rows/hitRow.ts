import { oneLine } from '../../core/wording/oneLine.ts';
import type { HitNode } from '../node.ts';
import type { Row, Writing } from './row.ts';

/** `03:18:39   i-2ee330b7 manager.api`; with the day where hits of several days stand together. */
export function hitRow({ hit, oneDay }: HitNode, { clock }: Writing): Row {
  const at = Date.parse(hit.at);
  const where = `${oneLine(hit.instance, 40)} ${oneLine(hit.program, 40)}`;
  return {
    label: oneDay ? clock.time(at) : clock.stamp(at),
    description: hit.hiddenBy === undefined ? where : `${where} · hidden by ${oneLine(hit.hiddenBy, 40)}`,
    context: 'hit',
    folds: true,
    spoken: `Hit at ${clock.stamp(at)} on ${where}`,
  };
}
