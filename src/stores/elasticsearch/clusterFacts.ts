import { connect } from './connection.ts';
import { indexNames, type IndexNames } from './names.ts';
import { PREFIX, placeOf, type ElasticsearchOptions } from './openElasticsearch.ts';
import { Requests, type Request } from './requests.ts';

/** What a cluster says of itself and of whoever asks. */
export interface ClusterFacts {
  /** Absent without the right to ask. */
  cluster?: { name: string; version: string };
  /** Those of the store, by name; absent without the right to ask. */
  indices?: { name: string; documents: number }[];
  rights: ClusterRights;
}

/**
 * What the key may do with the store's indices, and what it lacks of what reading needs. `open`: security is off, everybody may do everything.
 * `pattern`: which indices; privileges are called as Elasticsearch calls them.
 */
export type ClusterRights =
  | { kind: 'open' }
  | { kind: 'unknown' }
  | { kind: 'key'; user: string; pattern: string; may: string[]; lacks: string[] };

/** What reading needs. */
const READING = ['read', 'view_index_metadata'];

/** What else is asked for, from the least to the most. */
const BEYOND = ['write', 'manage'];

/** Asks a cluster what it is, what it holds for the store, and what the key may do; makes nothing. Three requests. Throws StoreError when it cannot be asked at all. */
export async function clusterFacts({
  prefix = PREFIX,
  attempts,
  onRequest,
  ...connection
}: ElasticsearchOptions): Promise<ClusterFacts> {
  const requests = new Requests(connect(connection), placeOf(connection), onRequest, attempts);
  const names = indexNames(prefix);
  try {
    const [cluster, indices, rights] = await Promise.all([
      clusterOf(requests),
      indicesOf(requests, names),
      rightsOf(requests, names),
    ]);
    return { ...(cluster && { cluster }), ...(indices && { indices }), rights };
  } finally {
    await requests.close();
  }
}

async function clusterOf(requests: Requests): Promise<ClusterFacts['cluster']> {
  const { cluster_name: name, version } = await ask<{ cluster_name: string; version: { number: string } }>(requests, {
    method: 'GET',
    path: '/',
  });
  if (name !== undefined && version) return { name, version: version.number };
  // Nodes that have no root page are asked another way.
  const { cluster_name: cluster, nodes } = await ask<{
    cluster_name: string;
    nodes: Record<string, { version: string }>;
  }>(requests, { method: 'GET', path: '/_nodes/_local/http' });
  const [node] = Object.values(nodes ?? {});
  return cluster === undefined || !node ? undefined : { name: cluster, version: node.version };
}

/** Counted by a search, so that the right to read is enough. */
async function indicesOf(requests: Requests, names: IndexNames): Promise<ClusterFacts['indices']> {
  const ours = [
    names.groups,
    names.groupDays,
    names.ledger,
    names.borders,
    names.records,
    names.meta,
    names.tracebacks,
  ].join(',');
  const { error, aggregations } = await ask<{
    error: object;
    aggregations: { index: { buckets: { key: string; doc_count: number }[] } };
  }>(requests, {
    method: 'POST',
    path: `/${ours}/_search`,
    query: { ignore_unavailable: true, allow_no_indices: true },
    body: {
      size: 0,
      track_total_hits: false,
      aggs: { index: { terms: { field: '_index', size: 1_000, order: { _key: 'asc' } } } },
    },
  });
  // Where there is no index there is no aggregation either.
  if (error) return undefined;
  return (aggregations?.index.buckets ?? []).map(({ key, doc_count: documents }) => ({ name: key, documents }));
}

interface PrivilegesAnswer {
  error: { type?: string };
  username: string;
  index: Record<string, Record<string, boolean>>;
}

async function rightsOf(requests: Requests, { prefix }: IndexNames): Promise<ClusterRights> {
  const pattern = `${prefix}-*`;
  const { error, username, index } = await ask<PrivilegesAnswer>(requests, {
    method: 'POST',
    path: '/_security/user/_has_privileges',
    body: { index: [{ names: [pattern], privileges: [...READING, ...BEYOND] }] },
  });
  const granted = index?.[pattern];
  // A cluster without security does not know the question.
  if (!granted) return { kind: error?.type === 'security_exception' ? 'unknown' : 'open' };
  const may = [...READING, ...BEYOND].filter((privilege) => granted[privilege]);
  return {
    kind: 'key',
    user: username ?? '',
    pattern,
    may,
    lacks: READING.filter((privilege) => !granted[privilege]),
  };
}

/** A refusal, or a question that this cluster does not know, is an answer without what was asked for. */
async function ask<Answer extends object>(requests: Requests, request: Request): Promise<Partial<Answer>> {
  const answer = await requests.send<Partial<Answer> | string | null>({
    ...request,
    expected: [400, 403, 404, 405],
    patient: false,
  });
  return typeof answer === 'object' && answer !== null ? answer : {};
}
