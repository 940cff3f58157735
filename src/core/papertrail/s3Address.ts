/** An object in S3. */
export interface S3Object {
  bucket: string;
  key: string;
}

/** How the ledger, the command line and people name an object: `s3://bucket/key`. */
export function s3Name({ bucket, key }: S3Object): string {
  return `s3://${bucket}/${key}`;
}

/** True for what is meant as an object in S3 rather than as a file. */
export function looksLikeS3(text: string): boolean {
  return /^(?:s3:\/\/|arn:aws[\w-]*:s3:|https?:\/\/)/i.test(text);
}

/**
 * The object that a typed address names: `s3://bucket/key`, its ARN, its web address (bucket in the host or in the path), or
 * the address of its page in the AWS console. Throws Error with one sentence when it names none.
 */
export function parseS3Address(text: string): S3Object {
  const address = text.trim();
  const plain = /^(?:s3:\/\/|arn:aws[\w-]*:s3:::)([^/]+)\/(.+)$/is.exec(address);
  const object = plain ? { bucket: plain[1] ?? '', key: plain[2] ?? '' } : fromWeb(address);
  if (!object || object.key === '' || object.key.endsWith('/'))
    throw new Error(`${shown(address)} names no object in S3. Use s3://BUCKET/KEY.`);
  checkBucket(object.bucket);
  checkKey(object.key);
  return object;
}

/** Throws Error when no bucket can be called so (docs.aws.amazon.com, “General purpose bucket naming rules”). */
export function checkBucket(bucket: string): void {
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket) || bucket.includes('..') || /^\d+(?:\.\d+){3}$/.test(bucket))
    throw new Error(`“${shown(bucket)}” is no bucket’s name: 3 to 63 lower-case letters, digits, dots and hyphens.`);
}

/** Throws Error when no object of ours has this key: empty, over 1,024 bytes, or with control characters. */
export function checkKey(key: string): void {
  const bytes = new TextEncoder().encode(key).length;
  if (bytes === 0 || bytes > 1_024) throw new Error(`A key has 1 to 1,024 bytes; this one has ${bytes}.`);
  if (/[\u0000-\u001f\u007f]/.test(key)) throw new Error(`The key ${shown(key)} has control characters.`);
}

function fromWeb(address: string): S3Object | undefined {
  const url = /^https?:\/\//i.test(address) && URL.canParse(address) ? new URL(address) : undefined;
  if (!url) return undefined;
  const path = decoded(url.pathname.slice(1));
  if (/(?:^|\.)console\.aws\.amazon\.com$/.test(url.hostname)) return fromConsole(url, path);
  const host = /^(?:(.+)\.)?s3(?:[.-](?:dualstack\.)?[a-z0-9-]+)?\.amazonaws\.com(?:\.cn)?$/.exec(url.hostname);
  if (!host) return undefined;
  if (host[1] !== undefined) return { bucket: host[1], key: path };
  const slash = path.indexOf('/');
  return slash < 0 ? undefined : { bucket: path.slice(0, slash), key: path.slice(slash + 1) };
}

/** `…/s3/object/BUCKET?region=…&prefix=KEY` */
function fromConsole(url: URL, path: string): S3Object | undefined {
  const bucket = /^s3\/(?:object|buckets)\/([^/]+)/.exec(path)?.[1];
  const key = url.searchParams.get('prefix');
  return bucket === undefined || key === null ? undefined : { bucket, key };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    // A stray percent sign stands for itself.
    return path;
  }
}

function shown(text: string): string {
  const visible = text.replace(/[\u0000-\u001f\u007f]/g, '�');
  return visible.length > 120 ? `${visible.slice(0, 119)}…` : visible;
}
