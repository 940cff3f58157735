import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { elasticsearchFolder, findJdk, hasElasticsearch, launcherClasses } from './elasticsearchFiles.ts';

/** A real Elasticsearch node, empty at its start. */
export interface ElasticsearchNode {
  address: string;
  /** Ends it at once, as a crash does; it can be started again with what it had on disk. */
  kill(): Promise<void>;
  /** Starts it again after `kill`, at another address. */
  restart(): Promise<void>;
  /** Ends it and drops what it stored. */
  stop(): Promise<void>;
}

/**
 * Starts a node. Where its files are missing the suite that asks is skipped and says so in a line; with `CI=true` that is a
 * failure.
 */
export async function startElasticsearch(suite: Mocha.Context): Promise<ElasticsearchNode> {
  if (hasElasticsearch()) return await startNode();
  const reason =
    'no Elasticsearch for tests: node test/support/elasticsearchInstall.ts gets it (Maven, JDK 21 or later)';
  if (process.env['CI'] === 'true') throw new Error(`The Elasticsearch tests cannot run: ${reason}.`);
  console.log(`    skipped: ${reason}`);
  return suite.skip();
}

/** Starts a node; throws where its files are missing. */
export async function startNode(): Promise<ElasticsearchNode> {
  // Nothing is to be kept: in memory, where there is such a folder, each of its many fsyncs is free.
  const home = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'elasticsearch-'));
  for (const folder of ['config', 'lib', 'plugins', 'modules', 'data', 'logs']) mkdirSync(join(home, folder));
  symlinkSync(join(elasticsearchFolder(), 'transport-netty4'), join(home, 'modules', 'transport-netty4'));
  let running = await launch(home);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const { child, ended } = running;
    child.kill(signal);
    await ended;
  };
  const node: ElasticsearchNode = {
    address: running.address,
    kill: () => end('SIGKILL'),
    restart: async () => {
      running = await launch(home);
      node.address = running.address;
    },
    stop: async () => {
      await end('SIGKILL');
      rmSync(home, { recursive: true });
    },
  };
  return node;
}

interface Running {
  address: string;
  child: ReturnType<typeof spawn>;
  ended: Promise<unknown>;
}

async function launch(home: string): Promise<Running> {
  const jdk = findJdk() ?? '';
  const classPath = `${launcherClasses()}:${join(elasticsearchFolder(), 'lib', '*')}`;
  const child = spawn(
    join(jdk, 'bin', 'java'),
    [
      '-Xms512m',
      '-Xmx512m',
      `-Des.path.home=${home}`,
      '--enable-native-access=ALL-UNNAMED',
      '-cp',
      classPath,
      'LocalNode',
      home,
    ],
    { stdio: ['pipe', 'pipe', 'pipe'] },
  );
  const ended = once(child, 'exit');
  const said: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => said.push(line));
  const address = new Promise<string>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      said.push(line);
      if (line.startsWith('READY ')) resolve(line.slice('READY '.length));
    });
  });
  const early = ended.then(() => undefined);
  const ready = await Promise.race([address, early]);
  if (ready === undefined) throw new Error(`Elasticsearch did not start:\n${said.slice(-20).join('\n')}`);
  return { address: ready, child, ended };
}
