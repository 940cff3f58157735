import { RulesError } from '../../../src/core/rules/parseRules.ts';
import { NO_RULES, type Rules } from '../../../src/core/rules/rules.ts';
import { counted } from '../../../src/core/wording/number.ts';
import { readRules } from '../../rulesFile.ts';
import { SettingsError } from '../../environment.ts';
import type { Check } from './check.ts';

/** The team's rules when they can be used, with what is to say about them. `file`: what RULES_FILE says. */
export function rulesCheck(file: string | undefined): { rules?: Rules; checks: Check[] } {
  const name = 'Rules';
  try {
    const rules = readRules(file);
    const says =
      rules === NO_RULES
        ? 'no rules file: nothing is hidden, nothing labelled'
        : `${counted(rules.hide.length, 'rule')} to hide, ${counted(rules.labels.length, 'expression')} for labels`;
    return { rules, checks: [{ name, state: 'ok', says }] };
  } catch (error) {
    if (!(error instanceof RulesError || error instanceof SettingsError)) throw error;
    return {
      checks: error.problems.map((says) => ({
        name,
        state: 'wrong',
        says,
        advice: 'The README has an example of a rules file.',
      })),
    };
  }
}
