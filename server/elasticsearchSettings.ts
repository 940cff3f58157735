import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { ElasticsearchOptions } from '../src/stores/elasticsearch/openElasticsearch.ts';
import type { Environment } from './environment.ts';
import type { Settings } from './settings.ts';

/** `STORE_URL`'s text, or `--from`'s and `--to`'s, as a store. Throws Error. */
export function parseStoreUrl(text: string): Settings['store'] {
  if (/^https?:/.test(text)) return { kind: 'elasticsearch', address: parseClusterAddress(text) };
  const file = /^sqlite:(.+)$/s.exec(text)?.[1];
  if (file === undefined)
    throw new Error(
      `“${text}” is no store. Use sqlite:FILE, such as sqlite:./data/tracebacks.db, or Elasticsearch’s https address.`,
    );
  if (file === ':memory:') throw new Error('SQLite’s :memory: cannot be shared between threads. Name a file.');
  return { kind: 'sqlite', file };
}

function parseClusterAddress(text: string): URL {
  // What stands before the host is a secret, so the text is not shown again.
  const url = URL.parse(text);
  if (url === null || url.pathname !== '/' || url.search !== '' || url.hash !== '')
    throw new Error('This is no address of an Elasticsearch. Use https://HOST:PORT, with nothing after it.');
  return url;
}

export function parseApiKey(text: string): string {
  if (!/^[\w+/=-]{16,}$/.test(text)) throw new Error('This is no API key. Use the Base64 text that Kibana shows.');
  return text;
}

/** What the names of indices may begin with. */
export function parseIndexPrefix(text: string): string {
  if (!/^[a-z0-9][a-z0-9_-]{0,99}$/.test(text))
    throw new Error(`“${text}” cannot begin an index’s name. Use lower-case letters, digits, hyphens and underscores.`);
  return text;
}

export function parseCloudId(text: string): string {
  const hosts = Buffer.from(text.slice(text.indexOf(':') + 1), 'base64').toString();
  if (!text.includes(':') || !/^[\w.:-]+\$\w+/.test(hosts))
    throw new Error('This is no cloud id. Copy the one that Elastic Cloud shows for the deployment (NAME:BASE64).');
  return text;
}

/** The file's certificates as PEM text. */
export function readCertificates(file: string): string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new Error(`${file} could not be read: ${(error as Error).message}.`, { cause: error });
  }
  try {
    // Only to see whether it is one.
    void new X509Certificate(text);
    return text;
  } catch (error) {
    throw new Error(`${file} holds no certificate. Use a PEM file, which has -----BEGIN CERTIFICATE----- in it.`, {
      cause: error,
    });
  }
}

/** What is wrong with the settings of Elasticsearch together; a cloud id names the store where STORE_URL does not. */
export function cloudProblems(environment: Environment, settings: Partial<Settings>): string[] {
  if (settings.elasticsearchCloudId === undefined) return [];
  if (environment['STORE_URL']?.trim())
    return ['ELASTICSEARCH_CLOUD_ID: STORE_URL names a store, too. Leave out one of them.'];
  settings.store = { kind: 'elasticsearch', address: undefined };
  return [];
}

/** The settings as the store takes them. `address` is the cluster's; undefined: that of the cloud id. */
export function elasticsearchOptions(settings: Settings, address: URL | undefined): ElasticsearchOptions {
  const { elasticsearchApiKey: apiKey, elasticsearchCloudId: cloudId, elasticsearchCa: certificate } = settings;
  const username = address?.username ? decodeURIComponent(address.username) : settings.elasticsearchUsername;
  const password = address?.password ? decodeURIComponent(address.password) : settings.elasticsearchPassword;
  return {
    prefix: settings.elasticsearchPrefix,
    ...(address ? { addresses: [address.origin] } : cloudId !== undefined && { cloudId }),
    ...(apiKey !== undefined && { apiKey }),
    ...(username !== undefined && { username, password: password ?? '' }),
    ...(certificate !== undefined && { certificate }),
  };
}
