import { l10n, ThemeIcon, window, type QuickInputButton } from 'vscode';
import { parseQuery } from '../core/groups/parseQuery.ts';
import { QueryError } from '../core/groups/query.ts';
import { QUERY_HELP } from '../core/groups/queryHelp.ts';
import type { ViewQuery } from '../tree/viewQuery.ts';
import type { Handler } from './commandMap.ts';

/** Asks for a search, what is searched now filled in; a blank one is none. Its button shows the language, with examples to take over. */
export function search(query: ViewQuery): Handler<'assertionContext.search'> {
  return async () => {
    let text: string | undefined = query.listed.search?.text ?? '';
    for (;;) {
      const answer = await ask(text);
      if (answer.kind === 'none') return;
      if (answer.kind === 'search') return query.search(answer.text);
      const example = await chooseExample();
      text = example === undefined ? answer.text : `${answer.text} ${example}`.trim();
    }
  };
}

type Answer = { kind: 'none' } | { kind: 'search' | 'help'; text: string };

/** An input box with a button, which `showInputBox` does not have. */
function ask(text: string): Promise<Answer> {
  const help: QuickInputButton = { iconPath: new ThemeIcon('question'), tooltip: l10n.t('How to search') };
  const input = window.createInputBox();
  input.title = l10n.t('Search tracebacks');
  input.placeholder = 'exc:AssertionError file:orders/';
  input.prompt = l10n.t(
    'Words, or exc: file: func: message: program: instance: label:. Quotes, OR, ( ) and - as usual.',
  );
  input.value = text;
  input.buttons = [help];
  return new Promise<Answer>((resolve) => {
    input.onDidChangeValue((value) => {
      input.validationMessage = problemOf(value);
    });
    input.onDidTriggerButton(() => resolve({ kind: 'help', text: input.value }));
    input.onDidAccept(() => {
      input.validationMessage = problemOf(input.value);
      if (input.validationMessage === undefined) resolve({ kind: 'search', text: input.value });
    });
    input.onDidHide(() => resolve({ kind: 'none' }));
    input.show();
  }).finally(() => input.dispose());
}

async function chooseExample(): Promise<string | undefined> {
  const items = QUERY_HELP.map(({ syntax, finds, example }) => ({
    label: syntax,
    description: finds,
    detail: example,
  }));
  const title = l10n.t('How to search');
  const placeHolder = l10n.t('Take an example over into the search');
  return (await window.showQuickPick(items, { title, placeHolder, matchOnDescription: true }))?.detail;
}

function problemOf(text: string): string | undefined {
  try {
    parseQuery(text);
    return undefined;
  } catch (error) {
    if (error instanceof QueryError) return error.message;
    throw error;
  }
}
