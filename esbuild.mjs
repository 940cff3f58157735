// Builds everything into dist: `node esbuild.mjs`. With --watch: rebuilds on every change, and restarts `serve`.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs';
import { cp, readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, context } from 'esbuild';

/**
 * The threads are files of their own: a Worker is started by its file. Chunks lie beside the entries, so that
 * `import.meta.url` means the same folder, dist/server, in all of them. Packages are bundled: loading Fastify and its
 * plugins takes 0.14 s so and 0.29 s from node_modules, commander 9 ms and 15 ms (measured on two cores). Pino is not:
 * it starts its transports by their files; nor what is machine code.
 */
const server = {
  entryPoints: [
    { in: 'server/main.ts', out: 'main' },
    { in: 'server/ingest/ingestThread.ts', out: 'ingestThread' },
    { in: 'server/cli/parseThread.ts', out: 'parseThread' },
    { in: 'src/stores/sqlite/sqliteThread.ts', out: 'sqliteThread' },
  ],
  outdir: 'dist/server',
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  external: ['pino', 'pino-pretty', 'sodium-native'],
  banner: {
    js: "import { createRequire as createBundleRequire } from 'node:module'; const require = createBundleRequire(import.meta.url);",
  },
};

/** The Lambda function: a file to upload, `index.handler`, that needs nothing beside it. */
const lambda = {
  entryPoints: [{ in: 'server/lambda.ts', out: 'index' }],
  outdir: 'dist/lambda',
  outExtension: { '.js': '.mjs' },
  format: 'esm',
  platform: 'node',
  target: 'node22',
};

/** The extension, one file: VS Code loads it whole. */
const extension = inExtensionHost({ in: 'src/extension.ts', out: 'extension' });

/** From a frame to its line, loaded when one is first asked for. */
const frames = inExtensionHost({ in: 'src/frames/createFrames.ts', out: 'frames' });

/** What reads an Elasticsearch directly, loaded when one is first read. */
const elasticsearch = {
  ...inExtensionHost({ in: 'src/connection/readCluster.ts', out: 'elasticsearch' }),
  plugins: [{ name: 'no undici', setup: leaveOutUndici }],
};

/** The thread that reads archives, started when one is opened. */
const archiveWorker = inExtensionHost({ in: 'src/archive/archiveWorker.ts', out: 'archiveWorker' });

/** What runs inside the panels: a script each, for the Chromium of the oldest VS Code in `engines`. */
const webview = {
  entryPoints: [{ in: 'src/webview/detail.ts', out: 'detail' }],
  outdir: 'dist/webview',
  format: 'iife',
  platform: 'browser',
  target: 'chrome134',
  minify: true,
};

/** The tests that VS Code runs in its extension host, each a bundle; it finds them through `run`. Not packed. */
const suite = {
  entryPoints: ['test/vscode/suite/run.ts', 'test/vscode/suite/**/*.test.ts'],
  outdir: 'dist/test/vscode',
  outbase: 'test/vscode/suite',
  outExtension: { '.js': '.cjs' },
  format: 'cjs',
  platform: 'node',
  target: 'node22.15',
  packages: 'external',
  plugins: [{ name: 'source places', setup: keepSourcePlaces }],
};

const bundles = [server, lambda, extension, frames, elasticsearch, archiveWorker, webview, suite].map((bundle) => ({
  bundle: true,
  sourcemap: true,
  logLevel: 'warning',
  ...bundle,
}));

for (const folder of ['dist/server', 'dist/lambda', 'dist/webview', 'dist/sample', 'dist/test/vscode'])
  await rm(folder, { recursive: true, force: true });
await copySample();
if (process.argv.includes('--watch')) await develop();
else {
  const built = await Promise.allSettled(bundles.map((bundle) => build(bundle)));
  process.exitCode = built.every(({ status }) => status === 'fulfilled') ? 0 : 1;
}

/**
 * Minified always, so that what the tests run is what is packed. The target is the Node of the oldest VS Code in
 * package.json's `engines`.
 */
function inExtensionHost(entry) {
  return {
    entryPoints: [entry],
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    platform: 'node',
    target: 'node22.15',
    external: ['vscode', './frames.cjs', './elasticsearch.cjs'],
    minify: true,
  };
}

/** The sample data set for the extension, dist/sample: archives as they lie in a bucket, and the shop's source of today. */
async function copySample() {
  const filter = (path) => !/\.truth\.ndjson\.gz$|__pycache__/.test(path);
  await cp('test/fixtures/shop/archives/logs', 'dist/sample/archives', { recursive: true, filter });
  await cp('test/fixtures/shop/now', 'dist/sample/shop', { recursive: true, filter });
}

/** Elasticsearch's client loads undici beside Node's own HTTP, which we have it use: half a megabyte for nothing. */
function leaveOutUndici({ onResolve, onLoad }) {
  onResolve({ filter: /^undici$/ }, ({ path }) => ({ path, namespace: 'left-out' }));
  onLoad({ filter: /.*/, namespace: 'left-out' }, () => ({ contents: 'module.exports = {};' }));
}

/** Keeps `import.meta` meaning the source file, for tests that read what lies beside them; a CommonJS bundle has none. */
function keepSourcePlaces({ onLoad }) {
  onLoad({ filter: /\/test\/.*\.ts$/ }, async ({ path }) => {
    const text = await readFile(path, 'utf8');
    const contents = text
      .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href))
      .replaceAll('import.meta.dirname', JSON.stringify(dirname(path)));
    return { contents, loader: 'ts' };
  });
}

/** Keeps `serve` running on the newest build; what follows `--watch` on the command line goes to it. */
async function develop() {
  const options = process.argv.slice(process.argv.indexOf('--watch') + 1);
  let running;
  let turn = Promise.resolve();
  const stop = async () => {
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    const ended = once(running, 'exit');
    running.kill('SIGTERM');
    await ended;
  };
  const start = async () => {
    await stop();
    const words = ['--enable-source-maps', 'dist/server/main.js', 'serve', ...options];
    running = spawn(process.execPath, words, { stdio: 'inherit' });
  };
  // Two changes in a row must not start two servers.
  const restart = () => {
    turn = turn.then(start);
  };
  const restartAfterBuild = {
    name: 'restart',
    setup: ({ onEnd }) => onEnd(({ errors }) => (errors.length === 0 ? restart() : undefined)),
  };
  const [serverBundle, ...others] = bundles;
  for (const bundle of [{ ...serverBundle, plugins: [restartAfterBuild] }, ...others]) {
    const watching = await context(bundle);
    await watching.watch();
  }
  // Templates are read when the server starts and are not part of the bundle.
  let settled;
  watch('server/pages', { recursive: true }, (_event, file) => {
    if (!file?.endsWith('.eta')) return;
    clearTimeout(settled);
    settled = setTimeout(restart, 100);
  });
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, async () => {
      await turn;
      await stop();
      process.exit(0);
    });
  }
}
