/** Names that Pythons have printed for the same exception, beside its own. */
const OTHERS: Record<string, readonly string[]> = {
  ModuleNotFoundError: ['ImportError'],
  RecursionError: ['RuntimeError'],
  JSONDecodeError: ['ValueError'],
  TimeoutError: ['timeout'],
};

/** How an exception can be called in a text, without its module: by its own name first. */
export function fingerprintedName(type: string): readonly string[] {
  return [type, ...(OTHERS[type] ?? [])];
}
