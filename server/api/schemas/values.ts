import { type TString, type TUnsafe, Type } from 'typebox';

/** ISO 8601 in UTC: `2016-08-12T03:18:39Z`, with milliseconds where there are any. */
export function Time(description: string): TUnsafe<string> {
  return Type.Unsafe<string>({ type: 'string', format: 'date-time', description });
}

/** A day of the store's time zone: `2016-08-12`. */
export function Day(description: string): TString {
  return Type.String({ pattern: String.raw`^\d{4}-\d\d-\d\d$`, description, examples: ['2016-08-12'] });
}

interface Primitives {
  string: string;
  integer: number;
}

/** A value that may be null. Not a union of two schemas: the serialiser would have to try them. */
export function Maybe<Name extends keyof Primitives>(
  type: Name,
  description: string,
): TUnsafe<Primitives[Name] | null> {
  return Type.Unsafe<Primitives[Name] | null>({ type: [type, 'null'], description });
}

/** One of some words. */
export function OneOf<const Words extends readonly string[]>(
  words: Words,
  options: { description: string; default?: Words[number] },
): TUnsafe<Words[number]> {
  return Type.Unsafe<Words[number]>({ type: 'string', enum: words, ...options });
}
