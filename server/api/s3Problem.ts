import { QueueTrouble } from '../queue/queueTrouble.ts';
import { S3Trouble } from '../s3/s3Trouble.ts';
import { Problem } from './problem.ts';

/** S3 and SQS do not say when. */
const LATER = { retry_after: 10 };

/** What was asked of S3 or of the queue, or a problem with the status that its trouble has. */
export async function asProblem<Result>(ask: () => Promise<Result>): Promise<Result> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof S3Trouble) throw new Problem(error.status, error.message, error.status === 503 ? LATER : {});
    if (error instanceof QueueTrouble) throw new Problem(503, error.message, LATER);
    if (error instanceof Error && error.name === 'TimeoutError')
      throw new Problem(503, 'S3 did not answer in time. Try again.', LATER);
    throw error;
  }
}
