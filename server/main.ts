#!/usr/bin/env node
// The command `assertion-context`. Nothing but built-ins is loaded before the version is known to be right.
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
