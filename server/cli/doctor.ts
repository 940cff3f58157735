import { addressCheck } from './checks/addressCheck.ts';
import { archivesFolderCheck } from './checks/archivesFolderCheck.ts';
import type { Check } from './checks/check.ts';
import { jiraCheck } from './checks/jiraCheck.ts';
import { nodeCheck } from './checks/nodeCheck.ts';
import { queueCheck } from './checks/queueCheck.ts';
import { rulesCheck } from './checks/rulesCheck.ts';
import { s3Check } from './checks/s3Check.ts';
import { settingsCheck } from './checks/settingsCheck.ts';
import { signInCheck } from './checks/signInCheck.ts';
import { storeCheck } from './checks/storeCheck.ts';
import { storeFileCheck } from './checks/storeFileCheck.ts';
import { syslogCheck } from './checks/syslogCheck.ts';
import { existsSync } from 'node:fs';
import type { Rules } from '../../src/core/rules/rules.ts';
import { openStore } from '../openStore.ts';
import { lazyS3 } from '../s3/s3Access.ts';
import type { Settings } from '../settings.ts';
import { print } from './output.ts';

/** `doctor`: looks at everything the settings name and says what to do. Gives 1 when something is wrong; warnings are no failure. */
export async function doctor(): Promise<number> {
  const checks = await findings();
  for (const check of checks) print(lines(check).join('\n'));
  return checks.some(({ state }) => state === 'wrong') ? 1 : 0;
}

async function findings(): Promise<Check[]> {
  const { settings, checks } = settingsCheck();
  const found = [nodeCheck(), ...checks];
  if (!settings) return found;
  const { rules, checks: ofRules } = rulesCheck(settings.rulesFile);
  found.push(...ofRules, await addressCheck(settings.host, settings.port));
  found.push(
    ...(await s3Check(lazyS3(process.env), settings, Date.now())),
    ...(await queueCheck(settings.queueUrl)),
    ...(await signInCheck(settings)),
    ...(await syslogCheck(settings.syslog)),
    ...(await jiraCheck(settings, Date.now)),
  );
  const ofFile = settings.store.kind === 'sqlite' ? await storeFileCheck(settings.store.file) : [];
  found.push(...ofFile);
  if (!rules || ofFile.some(({ state }) => state === 'wrong')) return found;
  return [...found, ...(await storeFindings(settings, rules))];
}

/** Nothing is made by looking: a store that is not there yet has no findings. */
async function storeFindings(settings: Settings, rules: Rules): Promise<Check[]> {
  const { store: named, timeZone } = settings;
  if (named.kind === 'sqlite' && !existsSync(named.file)) return [];
  try {
    const store = await openStore(settings, rules);
    try {
      return [...(await storeCheck(store, timeZone)), ...(await archivesFolderCheck(store))];
    } finally {
      await store.close();
    }
  } catch (error) {
    const advice =
      named.kind === 'sqlite'
        ? 'Name another file in STORE_URL, or bring back a copy of this one.'
        : 'Check STORE_URL and ELASTICSEARCH_API_KEY, and that the cluster runs.';
    return [{ name: 'Store', state: 'wrong', says: `could not be opened: ${(error as Error).message}`, advice }];
  }
}

const SHOWN = { ok: 'ok', warning: 'look', wrong: 'WRONG' } as const;

function lines({ name, state, says, advice }: Check): string[] {
  const first = `${SHOWN[state].padEnd(6)} ${name.padEnd(10)} ${says}`;
  return advice === undefined ? [first] : [first, `${' '.repeat(18)}${advice}`];
}
