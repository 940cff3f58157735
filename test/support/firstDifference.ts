import { isDeepStrictEqual } from 'node:util';

/**
 * Where two values differ first, such as `tracebacks.3.text: "a" instead of "b"`; undefined where they do not. For values so large
 * that a whole comparison of them would take minutes and gigabytes to print.
 */
export function firstDifference(actual: unknown, expected: unknown, path = ''): string | undefined {
  if (isDeepStrictEqual(actual, expected)) return undefined;
  if (isObject(actual) && isObject(expected)) {
    for (const key of new Set([...Object.keys(expected), ...Object.keys(actual)])) {
      const found = firstDifference(actual[key], expected[key], path === '' ? key : `${path}.${key}`);
      if (found !== undefined) return found;
    }
  }
  return `${path}: ${shown(actual)} instead of ${shown(expected)}`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function shown(value: unknown): string {
  return (JSON.stringify(value) ?? 'nothing').slice(0, 300);
}
