import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** What the server's log says of one answer. */
interface Answered {
  url: string;
  /** In the server, from the request's arrival to the answer's end. */
  ms: number;
}

/** Pino's number for it. */
const ERROR = 50;

/** `serve` as a process of its own, on a free port, and what its log says. */
export class RunningServer {
  readonly answers: Answered[] = [];
  readonly address: string;
  readonly #process: ChildProcess;
  #error: string | undefined;

  private constructor(process: ChildProcess, address: string) {
    this.#process = process;
    this.address = address;
  }

  /** Waits until it listens. Throws when it ends before. */
  static async start(environment: Readonly<Record<string, string>>): Promise<RunningServer> {
    const child = spawn(process.execPath, ['dist/server/main.js', 'serve', '--no-sample'], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, ...environment, PORT: '0', LOG_LEVEL: 'info' },
    });
    const lines = createInterface({ input: child.stdout });
    let server: RunningServer | undefined;
    return new Promise((resolve, reject) => {
      child.once('exit', (status) => reject(new Error(`serve ended with ${status} before it listened`)));
      lines.on('line', (line) => {
        const { level, msg, url, ms } = JSON.parse(line) as { level: number; msg: string } & Partial<Answered>;
        if (level >= ERROR && server) server.#error ??= line;
        const address = /^Assertion Context is at (\S+)/.exec(msg)?.[1];
        if (address !== undefined) resolve((server = new RunningServer(child, address.replace(/\/$/, ''))));
        if (url !== undefined && ms !== undefined) server?.answers.push({ url, ms });
      });
    });
  }

  /** The text that a path answers with. Throws for anything but success, and when the server has logged an error. */
  async get(path: string): Promise<string> {
    if (this.#error !== undefined) throw new Error(`serve logged ${this.#error}`);
    const answer = await fetch(`${this.address}${path}`);
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return answer.text();
  }

  async stop(): Promise<void> {
    const ended = once(this.#process, 'exit');
    this.#process.kill('SIGTERM');
    await ended;
  }
}
