import * as vscode from 'vscode';

/** What is registered with the editor, or is to be called later, and was not disposed of yet. */
export interface Registrations {
  /** By name, with the place that registered it. */
  open(): string[];
  /** Stops watching. */
  dispose(): void;
}

interface Entry {
  name: string;
  where: string;
}

const ROOMS = ['commands', 'extensions', 'languages', 'window', 'workspace'] as const;

/**
 * Watches what code of these bundles registers from now on: each function of the editor's that gives a disposable, and timers.
 * The extension and its tests share one `vscode`.
 */
export function watchRegistrations(bundles: RegExp): Registrations {
  const registered = new Set<Entry>();
  const restoring: (() => void)[] = [];
  const add = (name: string): Entry | undefined => {
    const where = new Error('here').stack?.split('\n').find((line) => bundles.test(line));
    if (where === undefined) return undefined;
    const entry = { name, where: where.trim() };
    registered.add(entry);
    return entry;
  };
  const replace = (owner: object, name: string, value: unknown): void => {
    const before = Object.getOwnPropertyDescriptor(owner, name);
    if (!before?.configurable) return;
    Object.defineProperty(owner, name, { configurable: true, enumerable: true, writable: true, value });
    restoring.push(() => Object.defineProperty(owner, name, before));
  };

  for (const room of ROOMS) {
    const owner = vscode[room] as unknown as Record<string, unknown>;
    for (const name of Object.keys(owner).filter((each) => /^(?:on[A-Z]|register|create)/.test(each))) {
      const original = read(owner, name);
      if (typeof original !== 'function') continue;
      replace(owner, name, (...args: unknown[]): unknown => {
        const given: unknown = Reflect.apply(original, owner, args);
        const entry = isDisposable(given) ? add(`${room}.${name}`) : undefined;
        return entry && isDisposable(given) ? whenDisposed(given, () => registered.delete(entry)) : given;
      });
    }
  }

  const { setTimeout, clearTimeout, setInterval, clearInterval } = globalThis;
  const timers = new Map<unknown, Entry>();
  const end = (timer: unknown): void => {
    const entry = timers.get(timer);
    if (entry) registered.delete(entry);
    timers.delete(timer);
  };
  const begin = (timer: unknown, name: string): void => {
    const entry = add(name);
    if (entry) timers.set(timer, entry);
  };
  replace(globalThis, 'setTimeout', (run: (...args: unknown[]) => void, wait?: number, ...args: unknown[]) => {
    const timer = setTimeout(() => {
      end(timer);
      run(...args);
    }, wait);
    begin(timer, 'setTimeout');
    return timer;
  });
  replace(globalThis, 'setInterval', (run: () => void, wait?: number) => {
    const timer = setInterval(run, wait);
    begin(timer, 'setInterval');
    return timer;
  });
  replace(globalThis, 'clearTimeout', (timer: NodeJS.Timeout) => {
    end(timer);
    clearTimeout(timer);
  });
  replace(globalThis, 'clearInterval', (timer: NodeJS.Timeout) => {
    end(timer);
    clearInterval(timer);
  });

  return {
    open: () => [...registered].map(({ name, where }) => `${name} ${where}`),
    dispose: () => {
      for (const restore of restoring) restore();
    },
  };
}

/** Some of the editor's properties are only for extensions that were given them, and throw. */
function read(owner: Record<string, unknown>, name: string): unknown {
  try {
    return owner[name];
  } catch {
    // Nobody here uses it, then.
    return undefined;
  }
}

interface WithDispose {
  dispose: () => unknown;
}

function isDisposable(value: unknown): value is WithDispose {
  return typeof value === 'object' && value !== null && typeof (value as Partial<WithDispose>).dispose === 'function';
}

function whenDisposed(given: WithDispose, told: () => void): WithDispose {
  const original = given.dispose.bind(given);
  const dispose = (): unknown => {
    told();
    return original();
  };
  if (Object.isFrozen(given)) return { ...given, dispose };
  return Object.defineProperty(given, 'dispose', { configurable: true, value: dispose });
}
