// Builds the server into dist/server: `node esbuild.mjs`, or with --watch: rebuilds and restarts `serve` on every change.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs';
import { rm } from 'node:fs/promises';
import { context, build } from 'esbuild';

/**
 * The threads are files of their own: a Worker is started by its file. Chunks lie beside the entries, so that
 * `import.meta.url` means the same folder, dist/server, in all of them. Packages are bundled: loading Fastify and its
 * plugins takes 0.14 s so and 0.29 s from node_modules, commander 9 ms and 15 ms (measured on two cores). Pino is not:
 * it starts its transports by their files.
 */
const server = {
  entryPoints: [
    { in: 'server/main.ts', out: 'main' },
    { in: 'server/ingest/ingestThread.ts', out: 'ingestThread' },
    { in: 'src/stores/sqlite/sqliteThread.ts', out: 'sqliteThread' },
  ],
  outdir: 'dist/server',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  external: ['pino', 'pino-pretty'],
  banner: {
    js: "import { createRequire as createBundleRequire } from 'node:module'; const require = createBundleRequire(import.meta.url);",
  },
  sourcemap: true,
  logLevel: 'warning',
};

await rm('dist/server', { recursive: true, force: true });
if (process.argv.includes('--watch')) await develop();
else await build(server).catch(() => process.exit(1));

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
  const watching = await context({ ...server, plugins: [restartAfterBuild] });
  await watching.watch();
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
