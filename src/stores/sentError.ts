import { RulesError } from '../core/rules/parseRules.ts';
import type { SentError } from './remoteProtocol.ts';
import { CursorError, StoreError, type StoreTrouble } from './store.ts';

/** An error as plain data. */
export function sendError(error: unknown): SentError {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error), fields: {} };
  const fields = Object.fromEntries(Object.entries(error).filter(([, value]) => isPlain(value)));
  return { name: error.name, message: error.message, ...(error.stack !== undefined && { stack: error.stack }), fields };
}

/** The error again, of its class when that is one which callers tell apart; the stack is that of the other side. */
export function restoreError({ name, message, stack, fields }: SentError): Error {
  const error = make(name, message, fields);
  if (stack !== undefined) error.stack = stack;
  return Object.assign(error, fields);
}

function make(name: string, message: string, fields: Record<string, unknown>): Error {
  switch (name) {
    case 'StoreError':
      return new StoreError(fields['reason'] as StoreTrouble, message);
    case 'CursorError':
      return new CursorError(message);
    case 'RulesError':
      return new RulesError(fields['problems'] as string[]);
    case 'RangeError':
      return new RangeError(message);
    case 'TypeError':
      return new TypeError(message);
    default: {
      const error = new Error(message);
      error.name = name;
      return error;
    }
  }
}

function isPlain(value: unknown): boolean {
  return ['string', 'number', 'boolean'].includes(typeof value) || (Array.isArray(value) && value.every(isPlain));
}
