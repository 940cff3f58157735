/** One way to search: what to type, what it finds, an example that can be tried. */
export interface QueryHelp {
  syntax: string;
  finds: string;
  example: string;
}

/** The search language, for the help beside every search box. The examples are searches that parse. */
export const QUERY_HELP: readonly QueryHelp[] = [
  {
    syntax: 'word',
    finds: 'tracebacks whose text has the word; several words must all be there',
    example: 'price negative',
  },
  { syntax: '"some words"', finds: 'the words in a row', example: '"price must be positive"' },
  { syntax: 'wor*', finds: 'words that begin so', example: 'Assert*' },
  { syntax: 'exc:', finds: 'the type of any exception of the chain', example: 'exc:AssertionError' },
  { syntax: 'message:', finds: 'words of an exception’s message', example: 'message:"timed out"' },
  { syntax: 'file:', finds: 'a part of a frame’s path', example: 'file:orders/cart.py' },
  { syntax: 'func:', finds: 'a frame’s function', example: 'func:checkout' },
  { syntax: 'program:', finds: 'the program that logged it', example: 'program:engine.debug' },
  { syntax: 'instance:', finds: 'the machine that logged it', example: 'instance:i-cc6b5552' },
  { syntax: 'label:', finds: 'a label with this value, or with any', example: 'label:customer=acme' },
  { syntax: 'archive:', finds: 'a part of the archive’s name', example: 'archive:2016-08-12-03' },
  { syntax: 'id:', finds: 'the traceback with this id', example: 'id:700594302233129020' },
  { syntax: '-term', finds: 'what the term does not find', example: 'exc:KeyError -file:worker.py' },
  { syntax: 'OR ( )', finds: 'either side; parentheses group', example: '(exc:KeyError OR exc:IndexError) cart' },
];
