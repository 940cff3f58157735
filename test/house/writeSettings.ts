// `node test/house/writeSettings.ts` after a change of server/settingsTable.ts: writes README.md's table and .env.example anew.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { settingsExample, settingsMarkdown } from '../../server/settingsHelp.ts';
import { root } from './sourceFiles.ts';

const readme = join(root, 'README.md');
const table = /(?<=<!-- settings: begin[^\n]*\n\n).*?(?=\n<!-- settings: end)/s;
writeFileSync(
  readme,
  readFileSync(readme, 'utf8').replace(table, () => settingsMarkdown()),
);
writeFileSync(join(root, '.env.example'), settingsExample());
