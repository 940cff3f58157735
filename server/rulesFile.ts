import { readFileSync } from 'node:fs';
import { parseRules } from '../src/core/rules/parseRules.ts';
import { NO_RULES, type Rules } from '../src/core/rules/rules.ts';
import { SettingsError } from './environment.ts';

/** Read when RULES_FILE names no other, if it is there. */
const DEFAULT_FILE = 'assertion-context.json';

/** The team's rules. `file`: what RULES_FILE says. Throws SettingsError when it cannot be read, RulesError when it cannot be used. */
export function readRules(file: string | undefined): Rules {
  const name = file ?? DEFAULT_FILE;
  let text: string;
  try {
    text = readFileSync(name, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (file === undefined && code === 'ENOENT') return NO_RULES;
    throw new SettingsError([
      `RULES_FILE: could not read ${name}: ${code === 'ENOENT' ? 'there is no such file' : message}.`,
    ]);
  }
  return parseRules(text, name);
}
