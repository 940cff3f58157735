/** A signal that aborts on the first Ctrl-C (or SIGTERM). The second one ends the process at once, as it does by default. */
export function stopOnInterrupt(): { signal: AbortSignal; end: () => void } {
  const controller = new AbortController();
  const stop = (): void => {
    end();
    controller.abort();
  };
  const end = (): void => {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  return { signal: controller.signal, end };
}
