import { readFile } from 'node:fs/promises';
import tls from 'node:tls';
import { errorSentence } from '../core/wording/errorSentence.ts';
import { StoreError } from '../stores/store.ts';

/**
 * The certificates that a cluster's is checked with, as PEM text: a file's, or, without one, Node's own and those of the
 * operating system, as for a browser. Undefined: this Node has its own only. Throws StoreError for a file that has none.
 */
export async function trustedCertificates(file: string): Promise<string | undefined> {
  if (file !== '') return certificatesIn(file);
  // The Node inside some editors lacks it.
  const { getCACertificates } = tls as Partial<typeof tls>;
  return getCACertificates && [...getCACertificates('default'), ...getCACertificates('system')].join('\n');
}

async function certificatesIn(file: string): Promise<string> {
  const where = `The certificate file ${file} of the setting assertionContext.elasticsearch.certificateFile`;
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw new StoreError('failed', `${where} cannot be read: ${errorSentence(error)}.`, { cause: error });
  }
  if (text.includes('-----BEGIN CERTIFICATE-----')) return text;
  throw new StoreError('failed', `${where} has no certificate in it. Name a PEM file.`);
}
