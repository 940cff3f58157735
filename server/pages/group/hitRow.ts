import { lineLink } from '../../../src/core/papertrail/link.ts';
import type { Hit } from '../../../src/stores/store.ts';
import { tracebackAddress } from '../addresses.ts';
import type { Site } from '../site.ts';

/** A hit as a row of a group's page. */
export function hitRow(hit: Hit, { clock, papertrailUrl }: Site) {
  const at = Date.parse(hit.at);
  return {
    href: tracebackAddress(hit.id),
    time: { iso: hit.at, text: clock.stamp(at), title: clock.exact(at) },
    instance: hit.instance,
    program: hit.program,
    message: hit.message,
    labels: Object.entries(hit.labels).map(([name, value]) => `${name}=${value}`),
    papertrail: lineLink(papertrailUrl, hit.instance, hit.id),
  };
}
