/** Lets arrow keys, Home and End walk through elements of which only the last focused one takes part in the order of Tab; at first the last of them. */
export function arrowKeys(parent: Element, elements: readonly SVGElement[]): void {
  elements.at(-1)?.setAttribute('tabindex', '0');
  parent.addEventListener('keydown', (event) => {
    const { key } = event as KeyboardEvent;
    const here = elements.findIndex((each) => each === document.activeElement);
    const next = target(key, here, elements.length);
    if (here < 0 || next === undefined) return;
    event.preventDefault();
    elements[here]?.setAttribute('tabindex', '-1');
    elements[next]?.setAttribute('tabindex', '0');
    elements[next]?.focus();
  });
}

function target(key: string, here: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowLeft':
      return Math.max(0, here - 1);
    case 'ArrowRight':
      return Math.min(count - 1, here + 1);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
