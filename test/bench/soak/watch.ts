import { periodAt, type Period } from './faults';

/** What the log said on level warn or above. */
export interface Complaint {
  /** The message, with the code, status or kind of error that goes with it. */
  kind: string;
  at: number;
}

/** The bot's figures at a moment of `performance.now()`. Memory in megabytes, delays of the event loop since the sample before in milliseconds. */
export interface Sample {
  at: number;
  rss: number;
  heap: number;
  lagP99: number;
  lagMost: number;
  files: number;
  resources: number;
}

const warn = 40;

/** The complaint in a line of the log, or null. */
export function complaintIn(line: string): Complaint | null {
  // Two hundred times a second: read only what is not an answer.
  if (line.startsWith('{"level":30')) return null;
  const { level, msg, code, error, problem, status } = JSON.parse(line) as { level: number; msg: string; code?: string; error?: string; problem?: string; status?: number };
  if (level < warn) return null;
  const about = code ?? (status === undefined ? error : `${status} ${problem}`);
  return { kind: about === undefined ? msg : `${msg} (${about})`, at: performance.now() };
}

/** The values of a text in Prometheus' format, by name and labels as they stand there. */
export async function readMetrics(port: number): Promise<Map<string, number>> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`, { headers: { connection: 'close' } })).text();
  return new Map([...text.matchAll(/^([^#\s]\S*) (\S+)$/gm)].map(([, name, value]) => [name!, Number(value)]));
}

/** The sum of a metric over all its labels, or those that have a certain one. */
export function sumOf(metrics: ReadonlyMap<string, number>, name: string, label = ''): number {
  return [...metrics].reduce((sum, [key, value]) => (key.split('{')[0] === name && key.includes(label) ? sum + value : sum), 0);
}

/** A sample of the bot now. Waits as long as the bot stands still. */
export async function sampleOf(port: number): Promise<Sample> {
  const metrics = await readMetrics(port);
  const of = (name: string, unit: number) => (metrics.get(name) ?? NaN) / unit;
  return {
    at: performance.now(),
    rss: of('process_resident_memory_bytes', 1e6),
    heap: of('nodejs_heap_size_used_bytes', 1e6),
    lagP99: of('nodejs_eventloop_lag_p99_seconds', 1e-3),
    lagMost: of('nodejs_eventloop_lag_max_seconds', 1e-3),
    files: of('process_open_fds', 1),
    resources: of('nodejs_active_resources_total', 1),
  };
}

/** How fast a value grows, in units a minute: the line of least squares through the samples. */
export function growthPerMinute(samples: readonly Sample[], value: (sample: Sample) => number): number {
  const mean = (of: (sample: Sample) => number) => samples.reduce((sum, one) => sum + of(one), 0) / samples.length;
  const [at, middle] = [mean((one) => one.at), mean(value)];
  const spread = samples.reduce((sum, one) => sum + (one.at - at) ** 2, 0);
  return (samples.reduce((sum, one) => sum + (one.at - at) * (value(one) - middle), 0) / spread) * 60_000;
}

/** The samples whose time since the one before was calm. */
export function calmSamples(samples: readonly Sample[], periods: readonly Period[]): Sample[] {
  return samples.filter(({ at }, i) => i > 0 && !periodAt(periods, at) && !periodAt(periods, samples[i - 1]!.at));
}
