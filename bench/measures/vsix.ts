import { readFile, stat } from 'node:fs/promises';
import { packExtension } from '../../test/house/packExtension.ts';
import JSZip from 'jszip';
import type { Measure } from './measure.ts';

/** How large the extension's package is, and what VS Code reads of it at the start. */
export const vsix: Measure = {
  name: 'vsix',
  about: "size of the extension's package and of its main bundle",
  async run() {
    const file = await packExtension();
    const zip = await JSZip.loadAsync(await readFile(file));
    const main = (await zip.file('extension/dist/extension.cjs')?.async('nodebuffer'))?.length ?? Number.NaN;
    const { size } = await stat(file);
    return [
      { name: '.vsix', unit: 'KB', rounds: [size / 1000], atMost: 2000 },
      { name: 'main bundle', unit: 'KB', rounds: [main / 1000], atMost: 150 },
    ];
  },
};
