import type { S3Access } from '../s3/s3Access.ts';
import { S3Trouble } from '../s3/s3Trouble.ts';

/** The same access to S3; tells the status of every trouble. */
export function countedS3(s3: S3Access, failed: (status: number) => void): S3Access {
  const count = (error: unknown): void => {
    if (error instanceof S3Trouble) failed(error.status);
  };
  return {
    async archive(object, signal) {
      try {
        return await s3.archive(object, signal);
      } catch (error) {
        count(error);
        throw error;
      }
    },
    async *list(where, signal) {
      try {
        yield* s3.list(where, signal);
      } catch (error) {
        count(error);
        throw error;
      }
    },
  };
}
