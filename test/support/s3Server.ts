import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { startFauxqs, type FauxqsServer } from 'fauxqs';

/** What goes wrong on the way to S3, for one request; undefined lets it pass. */
export type Fault =
  | { kind: 'answer'; status: number; code: string }
  /** The connection breaks after so many bytes of the body, if there are so many. */
  | { kind: 'cut'; after: number }
  /** Nothing is answered, the connection stays open. */
  | { kind: 'silence' }
  /** Each piece of the body comes so many milliseconds after the one before. */
  | { kind: 'slow'; pause: number }
  /** The answer says that it has so many bytes more than it has. */
  | { kind: 'length'; more: number };

export interface S3Server {
  endpoint: string;
  /** The server itself: its queues, too. */
  server: FauxqsServer;
  client: S3Client;
  /** Every request that came, such as `GET /logs/a.tsv.gz bytes=10-`. */
  requests: string[];
  /** Decides what goes wrong with a request; it is asked for each. */
  fault: (request: IncomingMessage) => Fault | undefined | Promise<Fault | undefined>;
  put(key: string, body: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

/** A real S3 server (fauxqs) with a bucket, behind a proxy that can break what passes. */
export async function openS3Server({ bucket = 'logs' } = {}): Promise<S3Server> {
  const s3 = await startFauxqs({ port: 0, logger: false, messageSpies: { bufferSize: 10_000 } });
  const server = createServer((incoming, answer) => void pass(opened, s3.port, incoming, answer));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const direct = new S3Client({
    endpoint: `http://127.0.0.1:${s3.port}`,
    region: 'eu-west-1',
    credentials,
    forcePathStyle: true,
  });
  await direct.send(new CreateBucketCommand({ Bucket: bucket }));
  const endpoint = `http://127.0.0.1:${port}`;
  const opened: S3Server = {
    endpoint,
    server: s3,
    client: new S3Client({ endpoint, region: 'eu-west-1', credentials, forcePathStyle: true, maxAttempts: 2 }),
    requests: [],
    fault: () => undefined,
    async put(Key, Body) {
      await direct.send(new PutObjectCommand({ Bucket: bucket, Key, Body }));
    },
    async close() {
      opened.client.destroy();
      direct.destroy();
      await ended(server);
      await s3.stop();
    },
  };
  return opened;
}

async function pass(opened: S3Server, port: number, incoming: IncomingMessage, answer: ServerResponse): Promise<void> {
  const { method = '', url = '', headers } = incoming;
  opened.requests.push([method, url.replace(/\?.*/s, ''), headers.range].filter(Boolean).join(' '));
  const fault = await opened.fault(incoming);
  if (fault?.kind === 'silence') return;
  if (fault?.kind === 'answer') {
    answer.writeHead(fault.status, { 'content-type': 'application/xml' });
    answer.end(method === 'HEAD' ? '' : `<Error><Code>${fault.code}</Code><Message>${fault.code}</Message></Error>`);
    return;
  }
  const onward = request({ host: '127.0.0.1', port, method, path: url, headers }, (response) => {
    const length = Number(response.headers['content-length']) + (fault?.kind === 'length' ? fault.more : 0);
    answer.writeHead(response.statusCode ?? 502, {
      ...response.headers,
      ...(length >= 0 && { 'content-length': length }),
    });
    if (fault?.kind === 'length' && method !== 'HEAD') {
      // Too short a body leaves the connection open: it breaks as it would with a server that ended.
      response.on('data', (chunk) => answer.write(chunk));
      response.on('end', () => answer.socket?.end());
      return;
    }
    if (fault?.kind === 'slow') {
      void pipeline(response, slowly(fault.pause), answer).catch(() => undefined);
      return;
    }
    if (fault?.kind !== 'cut') {
      response.pipe(answer);
      return;
    }
    let left = fault.after;
    response.on('data', (chunk: Buffer) => {
      if (left <= 0) return;
      const last = chunk.length >= left;
      // The written bytes leave before the connection does.
      answer.write(chunk.subarray(0, left), () => (last ? answer.destroy() : undefined));
      left -= chunk.length;
    });
    response.on('end', () => (left > 0 ? answer.end() : undefined));
  });
  // Whoever hung up, at either end, waits for nothing more.
  onward.on('error', () => answer.destroy());
  answer.on('close', () => onward.destroy());
  incoming.pipe(onward);
}

function slowly(pause: number): (chunks: AsyncIterable<Buffer>) => AsyncGenerator<Buffer> {
  return async function* (chunks) {
    for await (const chunk of chunks) {
      await wait(pause);
      yield chunk;
    }
  };
}

async function ended(server: Server): Promise<void> {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
}
