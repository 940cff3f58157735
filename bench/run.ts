import { availableParallelism, cpus, totalmem } from 'node:os';
import { type Figure, isReached } from './figure.ts';
import { activation } from './measures/activation.ts';
import { elasticsearch } from './measures/elasticsearch.ts';
import { elasticsearchList } from './measures/elasticsearchList.ts';
import { frames } from './measures/frames.ts';
import { full } from './measures/full.ts';
import { ingest } from './measures/ingest.ts';
import { matching } from './measures/matching.ts';
import { growth } from './measures/growth.ts';
import type { Measure } from './measures/measure.ts';
import { memory } from './measures/memory.ts';
import { openArchive } from './measures/openArchive.ts';
import { page } from './measures/page.ts';
import { parse } from './measures/parse.ts';
import { tree } from './measures/tree.ts';
import { vsix } from './measures/vsix.ts';
import { workers } from './measures/workers.ts';
import { table } from './table.ts';

/** In the order of the table. Each measure makes the data it needs. */
const MEASURES: readonly Measure[] = [
  parse,
  ingest,
  memory,
  full,
  page,
  elasticsearch,
  workers,
  elasticsearchList,
  growth,
  openArchive,
  tree,
  frames,
  activation,
  vsix,
  matching,
];

const names = process.argv.slice(2);
const unknown = names.find((name) => !MEASURES.some((measure) => measure.name === name));
if (unknown !== undefined) {
  console.error(`There is no measure ${unknown}. There are:`);
  for (const { name, about } of MEASURES) console.error(`  ${name.padEnd(8)} ${about}`);
  process.exit(2);
}

const figures: Figure[] = [];
for (const measure of MEASURES) {
  if (names.length > 0 && !names.includes(measure.name)) continue;
  console.error(`${measure.name}: ${measure.about}`);
  figures.push(...(await measure.run()));
}
const [cpu] = cpus();
console.log(
  `Node ${process.versions.node}, ${availableParallelism()} × ${cpu?.model.trim()}, ${Math.round(totalmem() / 1e9)} GB\n`,
);
console.log(table(figures));
process.exitCode = figures.every(isReached) ? 0 : 1;
