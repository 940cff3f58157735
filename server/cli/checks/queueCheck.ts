import { counted } from '../../../src/core/wording/number.ts';
import type { Check } from './check.ts';

/** Whether the queue is there, and what it does with what cannot be taken in. Nothing where there is none. */
export async function queueCheck(address: URL | undefined): Promise<Check[]> {
  if (!address) return [];
  const name = 'Queue';
  const { SqsAccess } = await import('../../queue/sqsAccess.ts');
  const sqs = new SqsAccess(address, process.env);
  try {
    const { messages, visibility, mostReceives } = await sqs.facts();
    const says = `${address.href} has ${counted(messages, 'message')}, visibility ${visibility} s`;
    if (mostReceives === undefined)
      return [
        {
          name,
          state: 'warning',
          says: `${says}, and no dead-letter queue`,
          advice: 'Give it a redrive policy (docs/aws.md): without one, what cannot be taken in comes again for ever.',
        },
      ];
    return [{ name, state: 'ok', says: `${says}, dead letters after ${counted(mostReceives, 'time')}` }];
  } catch (error) {
    return [
      {
        name,
        state: 'wrong',
        says: (error as Error).message,
        advice: 'See QUEUE_URL and the policies in docs/aws.md.',
      },
    ];
  } finally {
    sqs.close();
  }
}
