import { commands, Disposable, window, type LogOutputChannel } from 'vscode';
import type { CommandId, CommandMap } from './commandMap.ts';
import { messageText } from '../core/wording/messageText.ts';

/**
 * Registers every command: the compiler refuses a forgotten one. What a handler throws is shown as its one sentence
 * and logged whole.
 */
export function registerCommands(handlers: CommandMap, log: LogOutputChannel): Disposable {
  const registered = Object.entries(handlers).map(([id, handler]) =>
    commands.registerCommand(id, async (...args: unknown[]) => {
      try {
        return await (handler as (...args: unknown[]) => unknown)(...args);
      } catch (error) {
        const told = error instanceof Error ? error : new Error(String(error));
        log.error(`${id}:`, told);
        void window.showErrorMessage(messageText(told.message));
        return undefined;
      }
    }),
  );
  return Disposable.from(...registered);
}

/** Runs one of the extension's own commands, with its types. */
export function run<Id extends CommandId>(
  id: Id,
  ...args: Parameters<CommandMap[Id]>
): Thenable<Awaited<ReturnType<CommandMap[Id]>>> {
  return commands.executeCommand(id, ...args);
}
