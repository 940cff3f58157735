/** One line of a log to write into an archive. */
export interface Line {
  /** `2016-08-12T03:18:39`, UTC. */
  at: string;
  message: string;
  instance?: string;
  program?: string;
}

/** An archive's text: log lines with ids that count up from the given one. */
export function archiveText(lines: readonly Line[], firstId = 700_594_302_233_129_001n): string {
  return lines
    .map(({ at, message, instance = 'i-cc6b5552', program = 'engine.debug' }, index) =>
      [
        firstId + BigInt(index),
        at,
        `${at}Z`,
        407_487_283,
        instance,
        '54.226.22.227',
        'User',
        'Notice',
        program,
        message,
      ].join('\t'),
    )
    .map((line) => `${line}\n`)
    .join('');
}

/** The lines of a traceback as one process logs it. */
export function tracebackLines(
  at: string,
  last: string,
  where: Partial<Line> & { path?: string; function?: string; source?: string } = {},
): Line[] {
  const {
    path = '/opt/shop/orders/cart.py',
    function: name = 'total',
    source = 'assert price >= 0, price',
    ...stream
  } = where;
  return ['Traceback (most recent call last):', `  File "${path}", line 63, in ${name}`, `    ${source}`, last].map(
    (message) => ({
      at,
      message,
      ...stream,
    }),
  );
}

/** Lines that a service logs all day. */
export function chatter(count: number, from: string): Line[] {
  return Array.from({ length: count }, (_, index) => ({
    at: new Date(Date.parse(`${from}Z`) + index * 1000).toISOString().slice(0, 19),
    message: `DEBUG engine: request ${index + 1} of customer=acme`,
  }));
}
