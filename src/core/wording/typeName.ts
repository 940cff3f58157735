/** How an exception is called: by its type, or as unfinished when the log stopped before it was named. */
export function typeName(type: string | undefined): string {
  return type || 'Unfinished traceback';
}
