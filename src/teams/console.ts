import { AsyncLocalStorage } from 'node:async_hooks';
import type { Log } from '../log';

const methods = ['debug', 'error', 'info', 'log', 'trace', 'warn'] as const;
const silent = new AsyncLocalStorage<true>();

/** The file and line that wrote, below node_modules. */
function writer(): string | undefined {
  return /node_modules\/(\S+?:\d+)/.exec(new Error().stack ?? '')?.[1];
}

/**
 * Packages that write to the console get one line in the log instead, saying where it was written: what they write
 * (errors with their requests, headers and all) may hold tokens and what people said.
 * @returns puts the console back
 */
export function routeConsole(log: Log): () => void {
  const { console: target } = globalThis;
  const before = methods.map((method) => [method, target[method]] as const);
  for (const method of methods) {
    target[method] = () => {
      if (!silent.getStore()) log.warn({ at: writer() }, 'a package wrote to the console');
    };
  }
  return () => {
    for (const [method, write] of before) target[method] = write;
  };
}

/** Runs work whose failures the caller logs itself: what packages write to a routed console meanwhile is dropped. */
export function withoutConsole<T>(work: () => Promise<T>): Promise<T> {
  return silent.run(true, work);
}
