import { access, constants, stat, statfs } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { size } from '../../../src/core/wording/size.ts';
import type { Check } from './check.ts';

/** Less room than this is worth a warning: an hour's archive takes some 10 MB, and SQLite its log beside. Bytes. */
const LITTLE_ROOM = 1_000_000_000;

/** Whether the store's file, or the folder it will be made in, can be read and written, and how much room there is. */
export async function storeFileCheck(file: string): Promise<Check[]> {
  const name = 'Store file';
  const exists = await isThere(file);
  const place = exists ? file : await nearestFolder(dirname(resolve(file)));
  try {
    await access(place, constants.R_OK | constants.W_OK);
    if (exists) await access(dirname(resolve(file)), constants.W_OK);
  } catch {
    const advice =
      'Let the user that runs this read and write the file and its folder, or name another one in STORE_URL.';
    return [{ name, state: 'wrong', says: `${place} cannot be read and written`, advice }];
  }
  const says = exists ? `${file}, ${size((await stat(file)).size)}` : `${file} will be made at the first use`;
  return [{ name, state: 'ok', says }, await roomCheck(place)];
}

async function roomCheck(place: string): Promise<Check> {
  const { bavail, bsize } = await statfs(place);
  const free = bavail * bsize;
  const says = `${size(free)} free on its disk`;
  if (free >= LITTLE_ROOM) return { name: 'Room', state: 'ok', says };
  return { name: 'Room', state: 'warning', says, advice: 'Free some space, or set RETENTION_DAYS.' };
}

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch {
    return false;
  }
}

/** The folder, or the nearest one above it that there is. */
async function nearestFolder(folder: string): Promise<string> {
  return (await isThere(folder)) || dirname(folder) === folder ? folder : nearestFolder(dirname(folder));
}
