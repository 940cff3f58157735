import type { Labels } from '../../core/python/traceback.ts';

/** Turns one value of an answer into ours, or throws AnswerError. `at` is where it stands, such as `groups[0].count`. */
export type Reader<Value> = (value: unknown, at: string) => Value;

/** An answer that is not what the API's description says: the message says what is wrong where. */
export class AnswerError extends Error {
  override name = 'AnswerError';
}

/** An object of an answer. Fields that nobody asks for are passed over. */
export class AnswerFields {
  readonly #values: Record<string, unknown>;
  readonly #at: string;

  constructor(value: unknown, at: string) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong(at, 'no object');
    this.#values = value as Record<string, unknown>;
    this.#at = at;
  }

  /** A field that must be there. */
  get<Value>(name: string, read: Reader<Value>): Value {
    return read(this.#value(name), this.#at === '' ? name : `${this.#at}.${name}`);
  }

  /** A field that may be left out, under our own name for it; to be spread. */
  maybe<Name extends string, Value>(name: string, ours: Name, read: Reader<Value>): { [Key in Name]?: Value } {
    if (this.#value(name) === undefined) return {};
    return { [ours]: this.get(name, read) } as { [Key in Name]?: Value };
  }

  #value(name: string): unknown {
    return Object.hasOwn(this.#values, name) ? this.#values[name] : undefined;
  }
}

/** Reads an object. */
export function object<Value>(read: (fields: AnswerFields) => Value): Reader<Value> {
  return (value, at) => read(new AnswerFields(value, at));
}

/** Reads each item of a list. */
export function list<Value>(read: Reader<Value>): Reader<Value[]> {
  return (value, at) => {
    if (!Array.isArray(value)) throw wrong(at, 'no list');
    return value.map((item, index) => read(item, `${at}[${index}]`));
  };
}

/** Reads what may be null. */
export function orNull<Value>(read: Reader<Value>): Reader<Value | null> {
  return (value, at) => (value === null ? null : read(value, at));
}

/** Reads one of some words. */
export function word<const Words extends readonly string[]>(words: Words): Reader<Words[number]> {
  return (value, at) => {
    const known = words.find((each) => each === value);
    if (known === undefined) throw wrong(at, `none of ${words.join(', ')}`);
    return known;
  };
}

/** Reads a text. */
export const text: Reader<string> = (value, at) => {
  if (typeof value !== 'string') throw wrong(at, 'no text');
  return value;
};

/** Reads a whole number that JavaScript can hold. */
export const whole: Reader<number> = (value, at) => {
  if (!Number.isSafeInteger(value)) throw wrong(at, 'no whole number');
  return value as number;
};

/** Reads true or false. */
export const flag: Reader<boolean> = (value, at) => {
  if (typeof value !== 'boolean') throw wrong(at, 'neither true nor false');
  return value;
};

/** A mark that is true or left out. */
export const mark: Reader<true> = (value, at) => {
  if (value !== true) throw wrong(at, 'not true');
  return value;
};

/** ISO 8601 as milliseconds since 1970. */
export const time: Reader<number> = (value, at) => {
  const instant = Date.parse(text(value, at));
  if (Number.isNaN(instant)) throw wrong(at, 'no time');
  return instant;
};

/** Reads labels by their names. */
export const labels: Reader<Labels> = (value, at) =>
  object(() =>
    Object.fromEntries(Object.entries(value as object).map(([name, each]) => [name, text(each, `${at}.${name}`)])),
  )(value, at);

function wrong(at: string, what: string): AnswerError {
  return new AnswerError(`${at === '' ? 'the answer' : at} is ${what}`);
}
