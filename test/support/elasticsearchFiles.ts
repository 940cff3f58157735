import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** The version that tests run against. */
export const ELASTICSEARCH_VERSION = '9.5.3';

/** Where the node's jars are kept, outside the checkout: `ELASTICSEARCH_HOME`, or a folder in the user's cache. */
export function elasticsearchFolder(): string {
  const { ELASTICSEARCH_HOME: home } = process.env;
  return join(home ?? join(homedir(), '.cache', 'assertion-context', 'elasticsearch'), ELASTICSEARCH_VERSION);
}

/** What of the folder tells that all is there: made last. */
export function launcherClasses(): string {
  return join(elasticsearchFolder(), 'classes');
}

/** True when the node can be started. */
export function hasElasticsearch(): boolean {
  return existsSync(join(launcherClasses(), 'LocalNode.class')) && findJdk() !== undefined;
}

const LEAST_JDK = 21;
const JDKS = '/usr/lib/jvm';

/** The folder of a JDK that is new enough: `JAVA_HOME`, or one of Debian's. */
export function findJdk(): string | undefined {
  const { JAVA_HOME: home } = process.env;
  const installed = existsSync(JDKS) ? readdirSync(JDKS).map((name) => join(JDKS, name)) : [];
  return [...(home === undefined ? [] : [home]), ...installed].find(
    (jdk) => existsSync(join(jdk, 'bin', 'javac')) && versionOf(jdk) >= LEAST_JDK,
  );
}

function versionOf(jdk: string): number {
  // `javac 25.0.1`
  const said = execFileSync(join(jdk, 'bin', 'javac'), ['-version'], { encoding: 'utf8' });
  return Number(/\d+/.exec(said)?.[0] ?? 0);
}
