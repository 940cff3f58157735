import { join } from 'node:path';

/** The package's folder: as an extension in development, VS Code runs it as it lies there. */
export const root = join(import.meta.dirname, '..', '..');
