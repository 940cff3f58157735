#!/usr/bin/env node
// The command `assertion-context`. Nothing but built-ins is loaded before the version is known to be right.
import { setFlagsFromString } from 'node:v8';

// The young generation stays small: grown to its usual 48 MB a thread it saves no time here, and it is what takes the
// buffers of archives along that are garbage already (`parse` of a busy hour: 120 instead of 165 MB, the same seconds).
setFlagsFromString('--semi-space-growth-factor=1');

const major = Number(process.versions.node.split('.')[0]);
if (major >= 24) {
  const { run } = await import('./cli/program.ts');
  process.exitCode = await run(process.argv.slice(2));
} else {
  process.stderr.write(
    `assertion-context needs Node 24 or newer, this is ${process.versions.node}. Its own copy runs with \`npx assertion-context\` in the checkout, after \`npm ci\`.\n`,
  );
  process.exitCode = 2;
}
