import { readFile } from 'node:fs/promises';
import tls from 'node:tls';
import { errorSentence } from '../core/wording/errorSentence.ts';
import { StoreError } from '../stores/store.ts';

/** How Node and OpenSSL tell of a certificate that nobody vouches for, or that is for another name. */
export const UNTRUSTED = /certificate|altnames|issuer/i;

/**
 * Asks a cluster with the certificates, as PEM text, that its own is to be checked with: those of a file; without one (empty) Node's,
 * which it has anyway, and, when those do not do, the operating system's. Half a second goes into reading the latter, so
 * nobody waits for them in vain. Throws StoreError for a file that has none.
 */
export async function askTrusting<Answer>(
  file: string,
  ask: (certificates: string | undefined) => Promise<Answer>,
): Promise<Answer> {
  if (file !== '') return ask(await certificatesIn(file));
  try {
    return await ask(undefined);
  } catch (error) {
    const certificates = error instanceof StoreError && UNTRUSTED.test(error.message) ? ofSystem() : undefined;
    if (certificates === undefined) throw error;
    return ask(certificates);
  }
}

/** Undefined: there are none, or the Node inside this editor cannot tell. */
function ofSystem(): string | undefined {
  const { getCACertificates } = tls as Partial<typeof tls>;
  const certificates = new Set(getCACertificates?.('system'));
  return certificates.size === 0 ? undefined : [...certificates].join('\n');
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
