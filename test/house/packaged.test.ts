import assert from 'node:assert/strict';
import { glob, readFile, stat } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import JSZip from 'jszip';
import { sampleArchives } from '../fixtures/sample.ts';
import { packExtension } from './packExtension.ts';
import { root } from './sourceFiles.ts';

/** What the .vsix holds below `extension/`, beside the sample. Names are those that vsce gives. */
const FILES = [
  'LICENSE.txt',
  'changelog.md',
  'dist/archiveWorker.cjs',
  'dist/elasticsearch.cjs',
  'dist/extension.cjs',
  'dist/frames.cjs',
  'dist/webview/detail.js',
  'l10n/bundle.l10n.json',
  'media/activity.svg',
  'media/icon.png',
  'media/icon.svg',
  'media/marks/changed-dark.svg',
  'media/marks/changed-light.svg',
  'media/marks/sure-dark.svg',
  'media/marks/sure-light.svg',
  'media/panel.css',
  'media/walkthrough/archive.svg',
  'media/walkthrough/connect.svg',
  'media/walkthrough/frame.svg',
  'media/walkthrough/sample.svg',
  'package.json',
  'package.nls.json',
  'readme.md',
];
const MOST = { package: 2_000_000, mainBundle: 150_000 };

describe("the extension's package", function () {
  this.timeout(120_000);
  let vsix: string;
  let zip: JSZip;
  before(async () => {
    vsix = await packExtension();
    zip = await JSZip.loadAsync(await readFile(vsix));
  });

  it('holds exactly these files', async () => {
    const sample = sampleArchives().map((archive) => `dist/sample/archives/${archive}`);
    for await (const file of glob('**/*.{py,txt}', { cwd: join(root, 'test/fixtures/shop/now') }))
      sample.push(`dist/sample/shop/${file}`);
    const inside = Object.values(zip.files)
      .filter(({ dir, name }) => !dir && name.startsWith('extension/'))
      .map(({ name }) => name.slice('extension/'.length));
    assert.deepEqual(inside.toSorted(), [...FILES, ...sample].toSorted());
  });

  it('is small, and so is what is loaded at the start', async () => {
    const { size } = await stat(vsix);
    assert.ok(size <= MOST.package, `the .vsix has ${size} bytes`);
    const main = (await zip.file('extension/dist/extension.cjs')?.async('nodebuffer'))?.length ?? Number.NaN;
    assert.ok(main <= MOST.mainBundle, `the main bundle has ${main} bytes`);
  });

  it('loads nothing that is not in it', async () => {
    const bundles = zip.file(/^extension\/dist\/[^/]+\.cjs$/);
    assert.ok(bundles.length > 0);
    for (const bundle of bundles) {
      const text = await bundle.async('string');
      const loaded = [...text.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name = '']) => name);
      const isThere = (name: string): boolean =>
        name === 'vscode' || isBuiltin(name) || zip.file(join('extension/dist', name)) !== null;
      const foreign = loaded.filter((name) => !isThere(name));
      assert.deepEqual(foreign, [], bundle.name);
    }
  });
});
