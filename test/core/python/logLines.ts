/** Columns of made-up log lines; what is left out is the same for all. */
interface Columns {
  id?: number;
  at?: string;
  instance?: string;
  program?: string;
}

/** One line of an archive with its line feed. */
export function logLine(
  message: string,
  { id = 1, at = '2016-08-12T03:18:39Z', instance = 'i-2ee330b7', program = 'web.api' }: Columns = {},
): string {
  return `${700_594_302_233_000_000n + BigInt(id)}\t${at.slice(0, 19)}\t${at}\t407484803\t${instance}\t10.0.0.9\tUser\tNotice\t${program}\t${message}\n`;
}

/** Lines of one stream, their ids counting up from `first`. */
export function logLines(
  messages: readonly string[],
  { first = 1, ...columns }: Omit<Columns, 'id'> & { first?: number } = {},
): string {
  return messages.map((message, index) => logLine(message, { ...columns, id: first + index })).join('');
}
