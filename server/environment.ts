import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';

/** Names and values as the environment has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The settings are wrong; `problems` has a sentence for each, all at once. */
export class SettingsError extends Error {
  override name = 'SettingsError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

/**
 * The environment, and beneath it what a `.env` file says when there is one. The AWS SDK reads the process's environment itself: its
 * variables are put there. Throws SettingsError when the file cannot be read.
 */
export function withEnvFile(environment: Record<string, string | undefined>, file: string): Environment {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return environment;
    throw new SettingsError([`Could not read ${file}: ${(error as Error).message}`]);
  }
  const beneath = parseEnv(text);
  for (const [name, value] of Object.entries(beneath)) if (name.startsWith('AWS_')) environment[name] ??= value;
  return { ...beneath, ...environment };
}
