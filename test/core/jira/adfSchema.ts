import { createRequire } from 'node:module';
import Ajv from 'ajv-draft-04';

const require = createRequire(import.meta.url);

/** What is wrong with an Atlassian document by Atlassian's own schema; empty for a valid one. */
export function adfMistakes(document: unknown): string[] {
  check ??= new Ajv.default({ strict: false, allErrors: false }).compile(
    require('@atlaskit/adf-schema/json-schema/v1/full.json') as object,
  );
  return check(document) ? [] : (check.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** Compiled once: it takes a second. */
let check: ReturnType<Ajv.default['compile']> | undefined;
