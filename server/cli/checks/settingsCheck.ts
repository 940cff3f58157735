import { SettingsError, withEnvFile } from '../../environment.ts';
import { type Settings, parseSettings } from '../../settings.ts';
import type { Check } from './check.ts';

/** The settings when they can be used, with what is to say about them. */
export function settingsCheck(): { settings?: Settings; checks: Check[] } {
  const name = 'Settings';
  try {
    const { settings, warnings } = parseSettings(withEnvFile(process.env, '.env'));
    const misspelt = warnings.map((says): Check => ({ name, state: 'warning', says }));
    return { settings, checks: [{ name, state: 'ok', says: 'every value can be used' }, ...misspelt] };
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    const advice = 'Correct it in the environment or in .env; assertion-context serve --help lists all settings.';
    return { checks: error.problems.map((says) => ({ name, state: 'wrong', says, advice })) };
  }
}
