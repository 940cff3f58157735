import { lookup } from 'node:dns/promises';
import type { SyslogAddress } from '../../syslog/syslogStream.ts';
import type { Check } from './check.ts';

/** Whether there is such a syslog host; by UDP nobody says whether it listens. */
export async function syslogCheck(syslog: SyslogAddress | undefined): Promise<Check[]> {
  if (!syslog) return [];
  const { host, port } = syslog;
  try {
    const { address } = await lookup(host);
    return [
      {
        name: 'Syslog',
        state: 'ok',
        says: `the log goes to ${host}, port ${port} (${address}); whether it arrives, only that host knows`,
      },
    ];
  } catch (error) {
    const says = `${host} was not found: ${(error as Error).message}`;
    return [{ name: 'Syslog', state: 'wrong', says, advice: 'Correct SYSLOG_URL.' }];
  }
}
