import { join } from 'node:path';
import { packExtension } from '../../house/packExtension.ts';
import type { VsCodeOptions } from '../host/openVsCode.ts';
import { root } from '../root.ts';

/** The extension installed from its package, and `test/vscode/besides` in development: only one can be in development. */
export async function withBesides(): Promise<VsCodeOptions> {
  return { vsix: await packExtension(), extension: join(root, 'test/vscode/besides') };
}
