import { Client, HttpConnection, type ClientOptions } from '@elastic/elasticsearch';

/** How to reach and enter a cluster. Addresses and secrets come from settings, never from a request. */
export interface ElasticsearchConnection {
  /** `https://…:9200`; several nodes of one cluster may be named. Not needed with `cloudId`. */
  addresses?: readonly string[];
  /** Of an Elastic Cloud deployment. */
  cloudId?: string;
  /** Base64, as Kibana shows it. */
  apiKey?: string;
  username?: string;
  password?: string;
  /** The certificate of the cluster's own authority, as PEM text. */
  certificate?: string;
  /** Milliseconds that one request may take. */
  timeLimit?: number;
}

const TIME_LIMIT = 60_000;

/** A client for the cluster; nothing is sent yet. It retries nothing by itself: `Requests` does. */
export function connect(connection: ElasticsearchConnection): Client {
  const { addresses, cloudId, certificate, timeLimit = TIME_LIMIT } = connection;
  const auth = authOf(connection);
  const options: ClientOptions = {
    // Node's own HTTP: half as much to load as the default.
    Connection: HttpConnection,
    maxRetries: 0,
    requestTimeout: timeLimit,
    ...(addresses && { nodes: [...addresses] }),
    ...(cloudId !== undefined && { cloud: { id: cloudId } }),
    ...(auth && { auth }),
    ...(certificate !== undefined && { tls: { ca: certificate } }),
  };
  return new Client(options);
}

function authOf({ apiKey, username, password }: ElasticsearchConnection): ClientOptions['auth'] {
  if (apiKey !== undefined) return { apiKey };
  return username === undefined ? undefined : { username, password: password ?? '' };
}
