import { readFileSync } from 'node:fs';
import { connect } from '../src/stores/elasticsearch/connection.ts';

/** Linux counts processor time in hundredths of a second. */
const TICKS = 100;

/** Seconds of processor time that a process has used, all its threads included (`/proc/PID/stat`, proc(5)). NaN where there is no such file. */
export function processorSeconds(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name stands in parentheses and may hold blanks.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) / TICKS;
  } catch {
    return Number.NaN;
  }
}

/** The same of an Elasticsearch node, as it says itself. */
export async function nodeSeconds(address: string): Promise<number> {
  const client = connect({ addresses: [address] });
  const { nodes } = await client.transport.request<{
    nodes: Record<string, { process: { cpu: { total_in_millis: number } } }>;
  }>({
    method: 'GET',
    path: '/_nodes/stats/process',
  });
  await client.close();
  return Object.values(nodes).reduce((sum, { process }) => sum + process.cpu.total_in_millis / 1_000, 0);
}
