import type { FaultReport, ReportedHit } from '../../../src/core/jira/faultReport.ts';

export const TRACEBACK = [
  'Traceback (most recent call last):',
  '  File "/opt/shop/web/app.py", line 21, in dispatch',
  '    return handler(request)',
  '  File "/opt/shop/orders/cart.py", line 63, in total',
  '    assert price >= 0, price',
  'AssertionError: -3',
].join('\n');

/** A hit of the sample's first fault, so many minutes after three. */
export function hit(minute: number): ReportedHit {
  const two = String(minute).padStart(2, '0');
  return {
    id: `7005943022331290${two}`,
    at: `2016-08-12T03:${two}:41Z`,
    instance: 'i-cc6b5552',
    program: 'engine.debug',
  };
}

/** A fault to write a ticket about: 37 hits, the newest two of them known. */
export function reported(change: Partial<FaultReport> = {}, text = TRACEBACK): FaultReport {
  return {
    fingerprint: 'v1-0123456789abcdef0123',
    summary: {
      type: 'AssertionError',
      message: '-3',
      frame: { function: 'total', path: 'orders/cart.py', line: 63 },
      program: 'engine.debug',
      instance: 'i-cc6b5552',
      labels: {},
    },
    count: 37,
    first: Date.UTC(2016, 7, 12, 3, 1, 41),
    last: Date.UTC(2016, 7, 12, 3, 18, 41),
    programs: [{ name: 'engine.debug', count: 37 }],
    instances: [
      { name: 'i-cc6b5552', count: 30 },
      { name: 'i-2ee330b7', count: 7 },
    ],
    traceback: {
      ...hit(18),
      text,
      labels: { customer: 'acme' },
      context: {
        before: [
          { id: '700594302233129001', at: '2016-08-12T03:18:40Z', message: "{'client_secret': u'19d7a0', 'user': 4}" },
        ],
      },
    },
    hits: [hit(18), hit(9)],
    links: { papertrail: 'https://papertrailapp.com', site: new URL('https://tracebacks.example.com') },
    ...change,
  };
}
