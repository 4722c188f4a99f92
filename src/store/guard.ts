import { VagvisarenError } from '../errors';

type Method = (...given: never[]) => Promise<unknown>;

/**
 * Runs something that uses the database. `failed` is the sentence that tells what could not be done, without anybody's data.
 * @throws VagvisarenError STORE_UNAVAILABLE with the database's own error as cause; errors of ours as they are.
 */
export async function guard<T>(failed: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof VagvisarenError) throw error;
    throw new VagvisarenError('STORE_UNAVAILABLE', failed, { cause: error });
  }
}

type Run = <T>(run: () => Promise<T>) => Promise<T>;

/** The same methods, each run by `guard` and in the way given. `name` says in the error whose they are. */
export function guarded<T extends { [K in keyof T]: Method }>(name: string, methods: T, inTime: Run = (run) => run()): T {
  const entries = Object.entries<Method>(methods).map(([method, run]): [string, Method] => [
    method,
    (...given) => guard(`The database could not be used (${name}.${method}).`, () => inTime(() => run(...given))),
  ]);
  return Object.fromEntries(entries) as T;
}
