// Copies packages, and whatever they depend on, from one node_modules folder to another:
// `node docker/keepPackages.mjs FROM TO NAME…`. The bundles have the rest inside.
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [from, to, ...names] = process.argv.slice(2);
const kept = new Set(names);
// A set's walk comes by what is added on the way.
for (const name of kept) {
  const { dependencies = {} } = JSON.parse(readFileSync(join(from, name, 'package.json'), 'utf8'));
  cpSync(join(from, name), join(to, name), { recursive: true });
  for (const needed of Object.keys(dependencies)) kept.add(needed);
}
