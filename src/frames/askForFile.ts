import { window } from 'vscode';
import { cutMiddle } from '../core/wording/cutMiddle.ts';
import { visible } from '../core/wording/visible.ts';
import type { Attempt } from './attempt.ts';
import { type FoundFile, shownFile } from './candidates.ts';

/** Asks which of several files a frame's path means; undefined when nobody answered. */
export async function askForFile(files: readonly FoundFile[], attempt: Attempt): Promise<FoundFile | undefined> {
  const items = files.map((file) => {
    const because = attempt.looked.find((one) => one.file === file)?.because;
    return { label: shownFile(file), ...(because === undefined ? {} : { detail: because }), file };
  });
  const picked = await window.showQuickPick(items, {
    title: `Which file is ${cutMiddle(visible(attempt.path), 80)}?`,
    placeHolder: 'The choice is remembered in the setting assertionContext.pathMappings',
    matchOnDetail: true,
  });
  return picked?.file;
}
