import { readFile } from 'node:fs/promises';
import {
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { startFauxqs } from 'fauxqs';

/** A bucket of a real S3 server in this process. */
export interface S3Bucket {
  /** What a process needs to read from it. */
  environment: Record<string, string>;
  /** Puts a file there and gives its address, `s3://…`. */
  put(file: string, key: string): Promise<string>;
  close(): Promise<void>;
}

/** Larger requests are refused. */
const PART = 8 * 1_048_576;

export async function openS3Bucket(bucket = 'logs'): Promise<S3Bucket> {
  const server = await startFauxqs({ port: 0, logger: false });
  const endpoint = `http://127.0.0.1:${server.port}`;
  const credentials = { accessKeyId: 'bench', secretAccessKey: 'bench' };
  const client = new S3Client({ endpoint, region: 'eu-west-1', credentials, forcePathStyle: true });
  await client.send(new CreateBucketCommand({ Bucket: bucket }));
  return {
    environment: {
      AWS_ENDPOINT_URL: endpoint,
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      S3_BUCKETS: bucket,
    },
    async put(file, key) {
      const bytes = await readFile(file);
      const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket: bucket, Key: key }));
      const upload = { Bucket: bucket, Key: key, UploadId };
      const Parts: { PartNumber: number; ETag: string | undefined }[] = [];
      for (let from = 0; from < bytes.length; from += PART) {
        const part = { PartNumber: Parts.length + 1, Body: bytes.subarray(from, from + PART) };
        const { ETag } = await client.send(new UploadPartCommand({ ...upload, ...part }));
        Parts.push({ PartNumber: part.PartNumber, ETag });
      }
      await client.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } }));
      return `s3://${bucket}/${key}`;
    },
    async close() {
      client.destroy();
      await server.stop();
    },
  };
}
