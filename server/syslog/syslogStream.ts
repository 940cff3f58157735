import { createSocket, type Socket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { isIPv6 } from 'node:net';
import { hostname } from 'node:os';
import { syslogMessage, type SyslogSender } from './syslogMessage.ts';

/** Where the server's log goes beside stdout. */
export interface SyslogAddress {
  host: string;
  port: number;
}

/** A host's address is asked for again after so long: hosts move. */
const LOOKUP_AGE = 60_000;
/** Messages kept while the first answer is awaited. */
const MOST_WAITING = 1_000;
/** What is left at the end has so long to leave. */
const PATIENCE = 1_000;

/**
 * Sends log lines to a syslog host (RFC 5424 over UDP, RFC 5426). Nothing waits for it and nothing fails with it: what cannot be sent
 * is dropped, and `onTrouble` is told the first time, and again after it went well between.
 */
export class SyslogStream {
  readonly #to: SyslogAddress;
  readonly #onTrouble: (error: Error) => void;
  readonly #from: SyslogSender = { hostname: hostname(), program: 'assertion-context', pid: process.pid };
  readonly #socket: Socket;
  #address: string | undefined;
  #lookedUp = Number.NEGATIVE_INFINITY;
  #lookup: Promise<void> | undefined;
  #waiting: Buffer[] = [];
  #underWay = new Set<Promise<void>>();
  #isTroubled = false;

  constructor(to: SyslogAddress, onTrouble: (error: Error) => void) {
    this.#to = to;
    this.#onTrouble = onTrouble;
    this.#socket = createSocket(isIPv6(to.host) ? 'udp6' : 'udp4');
    this.#socket.on('error', (error) => this.#troubled(error));
    this.#socket.unref();
  }

  /** Takes one line of pino's. */
  write(line: string): void {
    const message = syslogMessage(line, this.#from);
    this.#findAddress();
    if (this.#address !== undefined) this.#send(message, this.#address);
    else if (this.#waiting.length < MOST_WAITING) this.#waiting.push(message);
  }

  /** Waits a moment for what is still to leave. */
  async close(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, PATIENCE)));
    await Promise.race([this.#left(), late]);
    clearTimeout(timer);
    this.#socket.close();
  }

  async #left(): Promise<void> {
    await this.#lookup;
    await Promise.all(this.#underWay);
  }

  /** Asked for once a minute, not for every message: each question takes one of the few threads that files are read by. */
  #findAddress(): void {
    if (this.#lookup || performance.now() - this.#lookedUp < LOOKUP_AGE) return;
    this.#lookup = this.#lookUp().finally(() => {
      this.#waiting = [];
      this.#lookup = undefined;
      this.#lookedUp = performance.now();
    });
  }

  async #lookUp(): Promise<void> {
    try {
      const { address } = await lookup(this.#to.host, { family: isIPv6(this.#to.host) ? 6 : 4 });
      this.#address = address;
      for (const message of this.#waiting) this.#send(message, address);
    } catch (error) {
      this.#troubled(error as Error);
    }
  }

  #send(message: Buffer, address: string): void {
    const sent = new Promise<void>((resolve) => {
      this.#socket.send(message, this.#to.port, address, (error) => {
        if (error) this.#troubled(error);
        else this.#isTroubled = false;
        this.#underWay.delete(sent);
        resolve();
      });
    });
    this.#underWay.add(sent);
  }

  #troubled(error: Error): void {
    if (this.#isTroubled) return;
    this.#isTroubled = true;
    this.#onTrouble(error);
  }
}
