import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import JSZip from 'jszip';

/** Unpacks a .vsix into a folder, with a main file that tells how long the activation of the real one takes. */
export async function unpackTimed(vsix: string, folder: string): Promise<void> {
  const zip = await JSZip.loadAsync(await readFile(vsix));
  for (const [name, entry] of Object.entries(zip.files)) {
    if (entry.dir || !name.startsWith('extension/')) continue;
    const path = join(folder, name.slice('extension/'.length));
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, await entry.async('nodebuffer'));
  }
  await copyFile(join(import.meta.dirname, 'timedActivation.cjs'), join(folder, 'timedActivation.cjs'));
  const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { main: string };
  manifest.main = 'timedActivation.cjs';
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
}
