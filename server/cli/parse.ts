import { on } from 'node:events';
import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { BEFORE } from '../../src/core/papertrail/context.ts';
import { indexer } from '../../src/core/rules/indexer.ts';
import { readRules } from '../rulesFile.ts';
import { withEnvFile } from '../environment.ts';
import { JsonBytes } from './jsonBytes.ts';
import { say } from './output.ts';
import type { FindAnswer, FindThreadData } from './parseProtocol.ts';
import { writeTraceback } from './tracebackNdjson.ts';

/** Bytes that are written at a time. */
const WRITE_SIZE = 524_288;

/**
 * `parse`: prints the tracebacks of an archive as JSON, one a line, each as soon as its context is full. Gives 1 when
 * the archive could be read in part only, or not at all. A thread of its own finds them: of a busy hour that takes as
 * long as the rest.
 */
export async function parse(file: string, { context }: { context: number }): Promise<number> {
  const rules = readRules(withEnvFile(process.env, '.env')['RULES_FILE']);
  const index = indexer(rules);
  const archive = file === '-' ? file : resolve(file);
  const output = new JsonBytes();
  const finding = startFinding({ file, context: rules.labels.length > 0 ? BEFORE.lines : context });
  try {
    for await (const [answer] of on(finding, 'message', { close: ['exit'] }) as AsyncIterable<[FindAnswer]>) {
      if (answer.kind === 'found') {
        for (const found of answer.tracebacks) writeTraceback(output, index(found), archive, context);
        if (output.length >= WRITE_SIZE) await write(output);
        finding.postMessage('taken');
      } else {
        await write(output);
        const trouble = answer.kind === 'read' ? answer.outcome.error : answer.why;
        if (trouble !== undefined) say(trouble);
        return answer.kind === 'read' && answer.outcome.state === 'done' ? 0 : 1;
      }
    }
  } finally {
    await finding.terminate();
    // What is left of it after damage is read by nobody.
    if (file === '-') process.stdin.destroy();
  }
  throw new Error('The thread that reads the archive ended before the archive did.');
}

function startFinding(data: FindThreadData): Worker {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const isPiped = data.file === '-';
  const worker = new Worker(new URL(`./parseThread.${extension}`, import.meta.url), {
    workerData: data,
    stdin: isPiped,
  });
  if (isPiped && worker.stdin) process.stdin.pipe(worker.stdin);
  return worker;
}

async function write(output: JsonBytes): Promise<void> {
  if (output.length === 0) return;
  // Written before it goes on, so that the bytes can be used again.
  await new Promise<void>((resolve, reject) => {
    process.stdout.write(output.bytes, (error) => (error ? reject(error) : resolve()));
  });
  output.clear();
}
