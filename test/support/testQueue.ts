import type { FauxqsServer } from 'fauxqs';

/** A queue of SQS with its dead-letter queue. */
export interface TestQueue {
  address: URL;
  /** Puts a message in and gives its id. */
  send(body: unknown): string;
  /** Waits until a message was deleted, or went to the dead-letter queue. */
  ended(id: string, how: 'consumed' | 'dlq'): Promise<void>;
  /** The bodies of the messages that wait, that are being worked on, and that are dead. */
  contents(): { waiting: string[]; underWay: string[]; dead: string[] };
}

const REGION = 'eu-west-1';
let made = 0;

/** Makes a queue whose messages come again after so many seconds, and are dead after so many times. */
export function makeQueue(server: FauxqsServer, { visibility = 1, mostReceives = 2 } = {}): TestQueue {
  const name = `archives-${++made}`;
  const dead = server.createQueue(`${name}-dead`, { region: REGION });
  const { queueUrl } = server.createQueue(name, {
    region: REGION,
    attributes: {
      VisibilityTimeout: String(visibility),
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn: dead.queueArn, maxReceiveCount: String(mostReceives) }),
    },
  });
  const bodies = (queue: string) => server.inspectQueue(queue)?.messages;
  return {
    address: new URL(queueUrl),
    send: (body) =>
      server.sendMessage(name, typeof body === 'string' ? body : JSON.stringify(body), { region: REGION }).messageId,
    async ended(id, how) {
      await server.spy.waitForMessageWithId(id, how, 600_000);
    },
    contents: () => ({
      waiting: bodies(name)?.ready.map(({ body }) => body) ?? [],
      underWay: bodies(name)?.inflight.map(({ message }) => message.body) ?? [],
      dead: bodies(`${name}-dead`)?.ready.map(({ body }) => body) ?? [],
    }),
  };
}
