import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseEnv } from 'node:util';
import { parse } from 'yaml';
import { parseSettings } from '../../server/settings.ts';
import { settingsExample } from '../../server/settingsHelp.ts';
import { SETTINGS } from '../../server/settingsTable.ts';
import { root } from './sourceFiles.ts';

// No Docker runs here: what its files say is checked, and the steps of the image are run by themselves where they can be.

interface Instruction {
  word: string;
  rest: string;
}

interface Service {
  image: string;
  command?: string[];
  environment: Record<string, string | number>;
  ports?: string[];
  volumes?: string[];
  profiles?: string[];
}

describe('the image', () => {
  const stages = stagesOf(read('Dockerfile'));
  const last = stages.at(-1) ?? [];
  const all = stages.flat();
  const the = (word: string) => last.filter((each) => each.word === word).map(({ rest }) => rest);

  it('has the Node that the package is made for, and no more than that from elsewhere', () => {
    const node = /\^(\d+)/.exec(packageJson().devDependencies['node'] ?? '')?.[1];
    for (const [first] of stages) assert.match(first?.rest ?? '', new RegExp(`^node:${node}-slim(?: AS \\w+)?$`));
  });

  it('runs as nobody special, keeps what it stores in a volume of that user, and is started by the package’s command', () => {
    assert.deepEqual(the('USER'), ['node']);
    assert.deepEqual(the('VOLUME'), ['/data']);
    assert.deepEqual(
      the('ENTRYPOINT').map((rest) => JSON.parse(rest) as unknown),
      [['node', packageJson().bin['assertion-context']]],
    );
    assert.deepEqual(JSON.parse(the('CMD')[0] ?? ''), ['serve']);
  });

  it('installs what the lock says, and nothing for development into what runs', () => {
    for (const { rest } of all.filter(({ word }) => word === 'RUN'))
      assert.doesNotMatch(rest, /npm (?:i|install|add)\b|npx|curl|wget/);
    assert.deepEqual(
      last.filter(({ word, rest }) => word === 'RUN' && rest.includes('npm')),
      [],
    );
  });

  it('copies what is there, and what the bundles leave outside', () => {
    for (const rest of the('COPY').filter((text) => !text.startsWith('--from')))
      for (const source of rest.split(' ').slice(0, -1)) assert.ok(existsSync(join(root, source)), source);
    const external = /external: \[([^\]]*)\]/.exec(read('esbuild.mjs'))?.[1]?.match(/[\w/@-]+/g) ?? [];
    const kept = /keepPackages\.mjs node_modules kept (.*)$/m.exec(all.map(({ rest }) => rest).join('\n'))?.[1];
    // For terminals of those who develop.
    assert.deepEqual(
      kept?.split(' '),
      external.filter((name) => name !== 'pino-pretty'),
    );
  });

  it('keeps the packages and all that they need', () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'kept-')), 'node_modules');
    const words = ['docker/keepPackages.mjs', 'node_modules', folder, 'pino', 'sodium-native'];
    const { status, stderr } = spawnSync(process.execPath, words, { cwd: root, encoding: 'utf8' });
    // Named by its path nothing is found above it but what was kept.
    const load = `for (const name of ['pino', 'sodium-native']) require(${JSON.stringify(folder)} + '/' + name)`;
    const loaded = spawnSync(process.execPath, ['-e', load], { cwd: tmpdir(), encoding: 'utf8' });
    rmSync(dirname(folder), { recursive: true });
    assert.deepEqual([status, stderr, loaded.stderr], [0, '', '']);
  });

  it('is well when healthz answers, and not when it does not', async () => {
    const [, , script = ''] = JSON.parse(/CMD (\[.*\])/.exec(the('HEALTHCHECK')[0] ?? '')?.[1] ?? '[]') as string[];
    const server = createServer(({ url }, answer) => answer.writeHead(url === '/healthz' ? status : 404).end());
    let status = 200;
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    assert.equal(await exit(script, port), 0);
    status = 503;
    assert.equal(await exit(script, port), 1);
    server.close();
    await once(server, 'close');
    assert.equal(await exit(script, port), 1);
  });
});

describe('compose.yaml', () => {
  const { services, volumes } = parse(read('compose.yaml'), { merge: true }) as {
    services: Record<string, Service>;
    volumes: Record<string, unknown>;
  };

  it('publishes ports on the loopback address only', () => {
    const ports = Object.values(services).flatMap((service) => service.ports ?? []);
    assert.deepEqual(ports, ['127.0.0.1:7007:7007']);
  });

  for (const name of ['server', 'worker']) {
    it(`${name} starts with settings that are taken`, () => {
      const { environment, command } = services[name] as Service;
      assert.deepEqual(
        Object.keys(environment).filter((setting) => !SETTINGS.some((row) => row.name === setting)),
        [],
      );
      const texts = Object.fromEntries(Object.entries(environment).map(([key, value]) => [key, String(value)]));
      const { settings } = parseSettings(texts);
      assert.equal(settings.store.kind, 'elasticsearch');
      assert.ok(read('server/cli/program.ts').includes(`.command('${command?.[0]}')`));
    });
  }

  it('keeps in volumes that there are', () => {
    const named = Object.values(services).flatMap((service) =>
      (service.volumes ?? []).map((text) => text.split(':', 1)[0] ?? ''),
    );
    assert.deepEqual(named, Object.keys(volumes));
  });

  it('has the Elasticsearch that the tests run on', () => {
    const version = /ELASTICSEARCH_VERSION = '([\d.]+)'/.exec(read('test/support/elasticsearchFiles.ts'))?.[1];
    assert.equal(services['elasticsearch']?.image, `docker.elastic.co/elasticsearch/elasticsearch:${version}`);
  });
});

describe('.env.example', () => {
  it('has every setting: node test/house/writeSettings.ts writes it', () => {
    assert.equal(read('.env.example'), settingsExample());
    for (const { name } of SETTINGS) assert.match(read('.env.example'), new RegExp(`^# ${name}=`, 'm'));
  });

  it('sets nothing as it is, and is taken with its marks away', () => {
    assert.deepEqual(parseEnv(read('.env.example')), {});
    const set = parseEnv(read('.env.example').replaceAll(/^# (?=[A-Z_\d]+=)/gm, ''));
    assert.deepEqual(Object.keys(set).sort(), SETTINGS.map(({ name }) => name).sort());
    parseSettings(set);
  });
});

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

function packageJson(): { bin: Record<string, string>; devDependencies: Record<string, string> } {
  return JSON.parse(read('package.json')) as ReturnType<typeof packageJson>;
}

/** The instructions of each stage, lines that go on joined. Throws for what is no instruction. */
function stagesOf(text: string): Instruction[][] {
  const stages: Instruction[][] = [];
  for (const line of text
    .replaceAll(/^#.*\n/gm, '')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .filter(Boolean)) {
    const [, word = '', rest = ''] = /^([A-Z]+) (.+)$/.exec(line) ?? assert.fail(`no instruction: ${line}`);
    if (word === 'FROM') stages.push([]);
    stages.at(-1)?.push({ word, rest });
  }
  return stages;
}

async function exit(script: string, port: number): Promise<number | null> {
  const child = spawn(process.execPath, ['-e', script], { env: { PORT: String(port) }, stdio: 'inherit' });
  const [status] = (await once(child, 'exit')) as [number | null];
  return status;
}
