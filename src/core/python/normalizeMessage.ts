/** A message without what differs from one time to the next: its first line, numbers and quoted values replaced by `*`. */
export function normalizeMessage(message: string): string {
  const line = message.split('\n', 1)[0] ?? '';
  return line
    .slice(0, 1000)
    .replace(/'[^']*'|"[^"]*"/g, '*')
    .replace(/\d+/g, '*');
}
