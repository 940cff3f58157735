import { StoreError } from '../store.ts';
import type { IndexNames } from './names.ts';
import type { Requests } from './requests.ts';
import { MARK, newerMapping, SCHEMA, templates } from './schema.ts';

interface Marked {
  _meta?: Record<string, unknown>;
}

/** Oldest versions that have all that is used. */
const VERSIONS: [major: number, minor: number][] = [
  [8, 19],
  [9, 0],
];

/** Major version that is known. */
const NEWEST = Math.max(...VERSIONS.map(([major]) => major));

/**
 * Looks whether the cluster's version fits and whether the indices are ours, and makes what is missing: templates first, then the
 * indices that there is one of. `readOnly`: makes nothing. Throws StoreError.
 */
export async function setUp(requests: Requests, names: IndexNames, { readOnly }: { readOnly: boolean }): Promise<void> {
  const version = await versionOf(requests);
  if (version !== undefined && !fits(version)) {
    const [major = 0] = version.split('.').map(Number);
    throw new StoreError(
      major > NEWEST ? 'newer' : 'older',
      `Elasticsearch at ${requests.place} is version ${version}. Needed is 8.19 or later, or any 9.`,
    );
  }
  const indices = await checkIndices(requests, names);
  if (readOnly) {
    if (!indices.has(names.meta)) throw noStore(requests.place, names);
    return;
  }
  await putTemplates(requests, names);
  const older = [...indices].filter(([, schema]) => schema < SCHEMA).map(([index]) => index);
  await Promise.all(older.map((index) => bringUp(requests, names, index)));
  const missing = fixedIndices(names).filter((index) => !indices.has(index));
  await Promise.all(missing.map((index) => makeIndex(requests, index)));
}

/** Adds the fields that an index of an older schema lacks; what it holds needs none of them. */
async function bringUp(requests: Requests, names: IndexNames, index: string): Promise<void> {
  const body = newerMapping(index, names);
  if (body) await requests.send({ method: 'PUT', path: `/${index}/_mapping`, body });
}

/** Those that there is one of. */
function fixedIndices(names: IndexNames): string[] {
  return [names.groups, names.groupDays, names.ledger, names.borders, names.records, names.meta];
}

/** Makes an index from its template; another one may be faster. */
export async function makeIndex(requests: Requests, index: string): Promise<void> {
  const answer = await requests.send<{ error?: { type: string; reason: string } }>({
    method: 'PUT',
    path: `/${index}`,
    expected: [400],
  });
  if (answer.error && answer.error.type !== 'resource_already_exists_exception') {
    throw new StoreError('failed', `${index} at ${requests.place} cannot be made: ${answer.error.reason}.`);
  }
}

/** Undefined when the key has no right to ask. Nodes that have no root page are asked another way. */
async function versionOf(requests: Requests): Promise<string | undefined> {
  const root = await requests.send<{ version?: { number: string } }>({
    method: 'GET',
    path: '/',
    expected: [400, 403, 404, 405],
    patient: false,
  });
  if (!isElasticsearch(root)) {
    throw new StoreError('not-a-store', `What answers at ${requests.place} is not Elasticsearch. Check the address.`);
  }
  if (root.version) return root.version.number;
  const { nodes } = await requests.send<{ nodes?: Record<string, { version: string }> }>({
    method: 'GET',
    path: '/_nodes/_local/http',
    query: { filter_path: 'nodes.*.version' },
    expected: [403],
  });
  return Object.values(nodes ?? {})[0]?.version;
}

/** Its own answers are objects with a version or an error; a page, a redirect or another program’s answer is neither. */
function isElasticsearch(root: unknown): boolean {
  return typeof root === 'object' && root !== null && ('version' in root || 'error' in root);
}

function fits(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return VERSIONS.some(([needed, least]) => major === needed && minor >= least);
}

/** The indices under our names that there are, each with the schema it was made with. Throws when one is another program’s, or a newer version's. */
async function checkIndices(requests: Requests, names: IndexNames): Promise<Map<string, number>> {
  const ours = [...fixedIndices(names), names.tracebacks].join(',');
  const found = await requests.send<Record<string, { mappings?: Marked }>>({
    method: 'GET',
    path: `/${ours}/_mapping`,
    query: { ignore_unavailable: true, filter_path: '*.mappings._meta' },
  });
  // What has no mark is left out of the filtered answer, so the names are asked for, too.
  const present = await requests.send<Record<string, unknown>>({
    method: 'GET',
    path: `/${ours}/_settings/index.uuid`,
    query: { ignore_unavailable: true },
  });
  return new Map(
    Object.keys(present).map((index) => [
      index,
      checkMark(found[index]?.mappings, `The index ${index}`, requests.place),
    ]),
  );
}

async function putTemplates(requests: Requests, names: IndexNames): Promise<void> {
  const { index_templates: found = [] } = await requests.send<{
    index_templates?: { name: string; index_template: Marked & { version?: number } }[];
  }>({ method: 'GET', path: `/_index_template/${names.prefix}-*`, expected: [404] });
  const wanted = templates(names).map(({ name, body }) => ({
    name,
    body,
    present: found.find((template) => template.name === name)?.index_template,
  }));
  for (const { name, present } of wanted) {
    if (present) checkMark(present, `The index template ${name}`, requests.place);
  }
  await Promise.all(
    wanted
      .filter(({ present }) => present?.version !== SCHEMA)
      .map(({ name, body }) => requests.send({ method: 'PUT', path: `/_index_template/${name}`, body })),
  );
}

/** The schema that something of ours says it was made with. */
function checkMark(marked: Marked | undefined, what: string, place: string): number {
  const schema = marked?._meta?.[MARK];
  if (typeof schema !== 'number') {
    throw new StoreError(
      'not-a-store',
      `${what} at ${place} is another program’s. Choose another prefix for the names of the indices.`,
    );
  }
  if (schema > SCHEMA) {
    throw new StoreError('newer', `${what} at ${place} was made by a newer version of this program. Update.`);
  }
  return schema;
}

function noStore(place: string, { prefix }: IndexNames): StoreError {
  return new StoreError(
    'not-a-store',
    `At ${place} there are no indices ${prefix}-…: no companion server has stored anything there yet. Start one with STORE_URL=${place}.`,
  );
}
