import type { Sample } from '../archive/sample.ts';
import type { Handler } from './commandMap.ts';

/** Shows the shop of the sample. */
export function trySample(sample: Sample): Handler<'assertionContext.trySample'> {
  return () => sample.show();
}
