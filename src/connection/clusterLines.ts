import { escapeMarkdown } from '../core/wording/escapeMarkdown.ts';
import { exactNumber } from '../core/wording/number.ts';
import type { ClusterFacts, ClusterRights } from '../stores/elasticsearch/clusterFacts.ts';

/** What the report tells of a cluster: lines of Markdown. */
export function clusterLines({ cluster, indices, rights }: ClusterFacts): string[] {
  return [
    cluster
      ? `Cluster ${escapeMarkdown(cluster.name)}, Elasticsearch ${escapeMarkdown(cluster.version)}.`
      : 'Name and version of the cluster: no right to ask for them (monitor).',
    indexLine(indices),
    rightsLine(rights),
  ];
}

function indexLine(indices: ClusterFacts['indices']): string {
  if (!indices) return 'Documents in its indices: no right to read them.';
  if (indices.length === 0) return 'Documents in its indices: none of ours.';
  const each = indices.map(({ name, documents }) => `\`${name}\` ${exactNumber(documents)}`);
  return `Documents in its indices: ${each.join(', ')}.`;
}

function rightsLine(rights: ClusterRights): string {
  if (rights.kind === 'open')
    return 'Rights: the cluster’s security is off, so whoever reaches it may read and change everything.';
  if (rights.kind === 'unknown') return 'Rights: the cluster does not let this key ask for them.';
  const { user, pattern, may, lacks } = rights;
  const held = `Rights of ${escapeMarkdown(user)} on \`${pattern}\`: ${may.length === 0 ? 'none' : may.join(', ')}.`;
  if (lacks.length > 0) return `${held} **Missing:** ${lacks.join(', ')}.`;
  return `${held} ${may.includes('write') ? 'A key that may only read would do.' : 'That is all it takes.'}`;
}
