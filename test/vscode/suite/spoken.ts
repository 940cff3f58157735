import { window } from 'vscode';

/** What the editor is told to say, in order. */
export interface Spoken {
  readonly sentences: readonly string[];
  /** Comes with the first sentence from now on that fits; those before it are passed over. */
  next(pattern: RegExp): Promise<string>;
  dispose(): void;
}

const WAYS = ['showErrorMessage', 'showWarningMessage', 'showInformationMessage'] as const;

/**
 * Listens to the messages of the extension under test, which shares its `vscode` with the tests below its folder. Each is
 * dismissed at once; the editor under test shows none.
 */
export function listen(): Spoken {
  const sentences: string[] = [];
  const waiting = new Set<(sentence: string) => void>();
  const say = async (sentence: string): Promise<undefined> => {
    sentences.push(sentence);
    for (const hear of waiting) hear(sentence);
    return undefined;
  };
  const before = WAYS.map((way) => [way, window[way]] as const);
  for (const way of WAYS) Object.assign(window, { [way]: say });
  return {
    sentences,
    next: (pattern) =>
      new Promise((resolve) => {
        const hear = (sentence: string): void => {
          if (!pattern.test(sentence)) return;
          waiting.delete(hear);
          resolve(sentence);
        };
        waiting.add(hear);
      }),
    dispose: () => {
      for (const [way, speak] of before) Object.assign(window, { [way]: speak });
    },
  };
}
