import { FileSystemError, Uri, workspace } from 'vscode';
import { parseRules } from '../core/rules/parseRules.ts';
import { NO_RULES, type Rules } from '../core/rules/rules.ts';

const FILE = 'assertion-context.json';

/**
 * The team's rules: those of the first folder of a trusted workspace that has them, none otherwise. Throws RulesError for
 * a file that cannot be used.
 */
export async function workspaceRules(): Promise<Rules> {
  if (!workspace.isTrusted) return NO_RULES;
  for (const { uri } of workspace.workspaceFolders ?? []) {
    const text = await read(Uri.joinPath(uri, FILE));
    if (text !== undefined) return parseRules(text, FILE);
  }
  return NO_RULES;
}

async function read(file: Uri): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await workspace.fs.readFile(file));
  } catch (error) {
    if (error instanceof FileSystemError) return undefined;
    throw error;
  }
}
