import { withEnvFile } from '../environment.ts';
import { parseSettings } from '../settings.ts';
import { work } from '../work.ts';
import { stopOnInterrupt } from './interrupt.ts';
import { say } from './output.ts';
import { UsageError } from './usageError.ts';

/** `work`: takes archives from the queue, until Ctrl-C or SIGTERM ends it. */
export async function workCommand(): Promise<number> {
  const { settings, warnings } = parseSettings(withEnvFile(process.env, '.env'));
  for (const warning of warnings) say(warning);
  const { queueUrl } = settings;
  if (!queueUrl)
    throw new UsageError('work takes archives from a queue: set QUEUE_URL. Without one, serve reads them by itself.');
  const interrupt = stopOnInterrupt();
  try {
    await work({ ...settings, queueUrl }, interrupt.signal);
    return 0;
  } finally {
    interrupt.end();
  }
}
