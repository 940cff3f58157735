import { serve } from '../serve.ts';
import { withEnvFile } from '../environment.ts';
import { parseSettings } from '../settings.ts';
import { stopOnInterrupt } from './interrupt.ts';
import { say } from './output.ts';

/** `serve`: the site and the API, until Ctrl-C or SIGTERM ends them. `sample`: an empty store takes in the sample data set. */
export async function serveCommand({ sample }: { sample: boolean }): Promise<number> {
  const { settings, warnings } = parseSettings(withEnvFile(process.env, '.env'));
  for (const warning of warnings) say(warning);
  const interrupt = stopOnInterrupt();
  try {
    await serve(settings, { sample, signal: interrupt.signal });
    return 0;
  } finally {
    interrupt.end();
  }
}
