/** A sentence of Python's own that some versions word differently. */
export interface Sentence {
  /** The exception types that say it, without modules. */
  types: RegExp;
  says: RegExp;
  /** How we write it. */
  as: string;
  /** As real Pythons said it. */
  samples: readonly string[];
}

/** What several versions of Python say of the same fault in different words, one wording for all. The first that fits is taken. */
export const SENTENCES: readonly Sentence[] = [
  {
    types: /^ImportError$|^ModuleNotFoundError$/,
    says: /^No module named '?([\w.]+)'?.*$/,
    as: "No module named '$1'",
    samples: [
      'No module named nothere',
      "No module named 'nothere'",
      "No module named 'nothere'; 'os' is not a package",
    ],
  },
  {
    types: /^ImportError$/,
    says: /^cannot import name '?(\w+)'?.*$/,
    as: "cannot import name '$1'",
    samples: [
      'cannot import name nothere',
      "cannot import name 'nothere'",
      "cannot import name 'nothere' from 'os' (/usr/lib/python3.8/os.py)",
    ],
  },
  {
    types: /^AttributeError$/,
    says: /^.*? has no attribute '(\w+)'.*$/,
    as: "no attribute '$1'",
    samples: [
      "'module' object has no attribute 'x'",
      "module 'os' has no attribute 'x'",
      "Cart instance has no attribute 'x'",
      "'Cart' object has no attribute 'x'. Did you mean: 'y'?",
    ],
  },
  {
    types: /^NameError$/,
    says: /^(?:global )?name '(\w+)' is not defined.*$/,
    as: "name '$1' is not defined",
    samples: [
      "global name 'x' is not defined",
      "name 'x' is not defined",
      "name 'x' is not defined. Did you mean: 'y'?",
      "name 'x' is not defined. Did you forget to import 'x'?",
    ],
  },
  {
    types: /^UnboundLocalError$/,
    says: /^(?:cannot access )?local variable '(\w+)' .*$/,
    as: "local variable '$1' has no value",
    samples: [
      "local variable 'x' referenced before assignment",
      "cannot access local variable 'x' where it is not associated with a value",
    ],
  },
  {
    types: /^TypeError$/,
    says: /^'\w+' object (?:has no attribute '__getitem__'|is unsubscriptable|is not subscriptable)$/,
    as: 'object is not subscriptable',
    samples: ["'NoneType' object has no attribute '__getitem__'", "'NoneType' object is not subscriptable"],
  },
  {
    types: /^TypeError$/,
    says: /^(?:cannot concatenate '\w+' and '\w+' objects|must be str, not \w+|can only concatenate str \(not "[\w.]+"\) to str)$/,
    as: 'cannot concatenate',
    samples: [
      "cannot concatenate 'str' and 'int' objects",
      'must be str, not int',
      'can only concatenate str (not "int") to str',
    ],
  },
  {
    types: /^TypeError$/,
    says: /^(?:[\w.]+\.|(?:[\w<>]+\.){1,20}<locals>\.)?(<lambda>|\w+)\(\) missing \d+ required [\w-]+ arguments?: '(\w+)'.*$/,
    as: "$1() missing argument '$2'",
    samples: [
      "total() missing 1 required positional argument: 'x'",
      "Cart.total() missing 1 required positional argument: 'x'",
      "run.<locals>.total() missing 2 required keyword-only arguments: 'x' and 'y'",
    ],
  },
  {
    types: /^TypeError$/,
    says: /^(?:[\w.]+\.|(?:[\w<>]+\.){1,20}<locals>\.)?(<lambda>|\w+)\(\) takes .*\bgiven\)?$/,
    as: '$1() takes another number of arguments',
    samples: [
      'total() takes no arguments (1 given)',
      'total() takes exactly 1 argument (2 given)',
      'total() takes 1 positional argument but 2 were given',
      'Cart.total() takes 1 positional argument but 2 were given',
    ],
  },
  {
    types: /^TypeError$/,
    says: /^(?:[\w.]+\.|(?:[\w<>]+\.){1,20}<locals>\.)?(<lambda>|\w+)\(\) got an unexpected keyword argument '(\w+)'.*$/,
    as: "$1() got an unexpected keyword argument '$2'",
    samples: [
      "total() got an unexpected keyword argument 'x'",
      "Cart.total() got an unexpected keyword argument 'x'",
      "run.<locals>.total() got an unexpected keyword argument 'x'. Did you mean 'y'?",
    ],
  },
  {
    types: /^ZeroDivisionError$/,
    says: /^(?!.*power).*(?:division|modulo|divmod).*$/,
    as: 'division by zero',
    samples: ['integer division or modulo by zero', 'division by zero', 'float division by zero'],
  },
  {
    types: /^ValueError$/,
    says: /^(?:need more than \d+ values? to unpack|not enough values to unpack.*)$/,
    as: 'not enough values to unpack',
    samples: ['need more than 1 value to unpack', 'not enough values to unpack (expected 2, got 1)'],
  },
  {
    types: /^ValueError$/,
    says: /^too many values to unpack.*$/,
    as: 'too many values to unpack',
    samples: [
      'too many values to unpack',
      'too many values to unpack (expected 2)',
      'too many values to unpack (expected 2, got 3)',
    ],
  },
  {
    types: /^ValueError$/,
    says: /^(?:could not convert string to float|invalid literal for float\(\)): .*$/,
    as: 'could not convert string to float',
    samples: [
      'could not convert string to float: a',
      "could not convert string to float: 'a'",
      'invalid literal for float(): 12a',
    ],
  },
  {
    // A key that is no text or number.
    types: /^KeyError$/,
    says: /^(?:None|True|False)$/,
    as: '*',
    samples: ['None', 'True'],
  },
  {
    // What exactly is wrong, only newer Pythons can say.
    types: /^SyntaxError$/,
    says: /^(?:invalid syntax(?:[ .].*)?|'.' was never closed|unexpected EOF while parsing|expected '.+')$/,
    as: 'invalid syntax',
    samples: ['invalid syntax', "'(' was never closed", 'unexpected EOF while parsing', "expected ':'"],
  },
  {
    types: /^SyntaxError$/,
    says: /^(?:EOL while scanning string literal|unterminated string literal(?: .*)?)$/,
    as: 'unterminated string literal',
    samples: ['EOL while scanning string literal', 'unterminated string literal (detected at line 3)'],
  },
  {
    types: /^IndentationError$/,
    says: /^expected an indented block(?: .*)?$/,
    as: 'expected an indented block',
    samples: ['expected an indented block', "expected an indented block after 'if' statement on line 2"],
  },
  {
    types: /^JSONDecodeError$/,
    says: /^(?:No JSON object could be decoded|Expecting value: line .*)$/,
    as: 'Expecting value',
    samples: ['No JSON object could be decoded', 'Expecting value: line 1 column 1 (char 0)'],
  },
  {
    // Where the limit was hit, in a comparison or in a call, is chance.
    types: /^RecursionError$/,
    says: /^maximum recursion depth exceeded.*$/,
    as: 'maximum recursion depth exceeded',
    samples: [
      'maximum recursion depth exceeded',
      'maximum recursion depth exceeded in comparison',
      'maximum recursion depth exceeded while calling a Python object',
    ],
  },
];

/** Database drivers give their errors as (code, sentence): the sentence is no value. Only the first is tried, so the time is linear. */
const CODE_AND_SENTENCE = /^((?:(?!\(\d{1,6}, [ub]?["']).)*)\(\d{1,6}, [ub]?(["'])(\S+ .*)\2\)/;

/** Python says at the end of a group's message how many exceptions lie in it. */
const HOW_MANY_MEMBERS = /\(\d+ sub-exceptions?\)$/;

/** The line in one wording for all Pythons; as it stands when no table entry knows it. */
export function sameSentence(line: string, type: string): string {
  for (const { types, says, as } of SENTENCES) {
    if (types.test(type) && says.test(line)) return line.replace(says, as);
  }
  return line.replace(CODE_AND_SENTENCE, '$1$3').replace(HOW_MANY_MEMBERS, '(* sub-exception)');
}
