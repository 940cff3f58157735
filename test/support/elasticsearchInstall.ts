import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  ELASTICSEARCH_VERSION,
  elasticsearchFolder,
  findJdk,
  hasElasticsearch,
  launcherClasses,
} from './elasticsearchFiles.ts';

/** The plugin that speaks HTTP, as Elasticsearch finds its modules. */
const DESCRIPTOR = `name=transport-netty4
description=HTTP and transport over Netty
version=${ELASTICSEARCH_VERSION}
elasticsearch.version=${ELASTICSEARCH_VERSION}
java.version=21
classname=org.elasticsearch.transport.netty4.Netty4Plugin
has.native.controller=false
licensed=false
`;

/** Gets the jars (44 MB, from Maven Central) with Maven, and compiles the launcher. */
function install(): void {
  const jdk = findJdk();
  if (jdk === undefined) throw new Error('A JDK of version 21 or later is needed: set JAVA_HOME.');
  const folder = elasticsearchFolder();
  const [lib, netty, recipe] = [
    join(folder, 'lib'),
    join(folder, 'transport-netty4'),
    join(import.meta.dirname, 'elasticsearch'),
  ];
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(netty, { recursive: true });
  run('mvn', [
    '-q',
    '-B',
    '-f',
    join(recipe, 'pom.xml'),
    `-Delasticsearch.version=${ELASTICSEARCH_VERSION}`,
    'dependency:copy-dependencies',
    `-DoutputDirectory=${lib}`,
  ]);
  for (const jar of readdirSync(lib).filter((name) => name.includes('netty')))
    renameSync(join(lib, jar), join(netty, jar));
  writeFileSync(join(netty, 'plugin-descriptor.properties'), DESCRIPTOR);
  run(join(jdk, 'bin', 'javac'), [
    '-proc:none',
    '-cp',
    join(lib, '*'),
    '-d',
    launcherClasses(),
    join(recipe, 'LocalNode.java'),
  ]);
}

function run(command: string, args: string[]): void {
  execFileSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
}

if (!hasElasticsearch()) install();
