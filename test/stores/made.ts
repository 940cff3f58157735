import type { LineNumber, IndexedTraceback } from '../../src/core/python/traceback.ts';

/** A log line as archives have it. */
export function logLine(id: string, at: number, instance: string, program: string, message: string): string {
  const time = new Date(at).toISOString().slice(0, 19);
  return `${[id, time, `${time}Z`, '407487283', instance, '10.0.0.1', 'User', 'Notice', program, message].join('\t')}\n`;
}

/** What a test says of a traceback; the rest is made up. */
export interface Made {
  id: string;
  at: number;
  fingerprint?: string;
  type?: string;
  message?: string;
  path?: string;
  function?: string | null;
  instance?: string;
  program?: string;
  labels?: Record<string, string>;
  hiddenBy?: string;
  context?: string[];
}

/** A small but whole traceback. */
export function made(given: Made): IndexedTraceback {
  const { id, at, type = 'AssertionError', message = '-3', path = '/opt/shop/orders/cart.py' } = given;
  const { instance = 'i-cc6b5552', program = 'engine.debug', labels = {}, context = ['GET /cart'] } = given;
  const name = given.function === undefined ? 'total' : given.function;
  const source = 'assert price >= 0, price';
  const lines = context.map((text, n) => logLine(`${id}${n}`, at - 1000, instance, program, text)).join('');
  return {
    id,
    header: `${id}0`,
    at,
    instance,
    program,
    exceptions: [{ type, message, relation: null, frames: [{ path, line: 63 as LineNumber, function: name, source }] }],
    text: `Traceback (most recent call last):\n  File "${path}", line 63, in ${name}\n    ${source}\n${type}: ${message}`,
    context: { before: new TextEncoder().encode(lines), after: new Uint8Array() },
    fingerprint: given.fingerprint ?? '1-a',
    labels,
    ...(given.hiddenBy !== undefined && { hiddenBy: given.hiddenBy }),
  };
}
