import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { VagvisarenError } from './errors';
import type { Decision } from './retention/keep';

type Environment = Record<string, string | undefined>;
type Given = Record<string, string>;
/** The variable, and what is wrong with it. */
type Mistake = [name: string, problem: string];

const text = z.string().trim().min(1);
const id = z.guid('must be an id such as 1f0c5a3e-7b2d-4c61-9a8e-0d4b7c2e9f15, as Entra ID shows it').toLowerCase();

function oneOf<const T extends readonly string[]>(values: T) {
  return z.enum(values, `must be one of ${values.join(', ')}`);
}

function wholeNumber(from: number, to: number) {
  const problem = `must be a whole number from ${from} to ${to}`;
  return z.coerce.number(problem).int(problem).min(from, problem).max(to, problem);
}

/** Periods of retention: from a month, since a course is followed for weeks, to ten years. */
const days = wholeNumber(30, 3_650);

/** The environment that the bot reads, once, at start. Names as in Azure's own documentation where it has them. */
const environment = z.object({
  PORT: wholeNumber(0, 65_535).default(3978).describe('Port of /api/messages, /healthz and /readyz'),
  METRICS_PORT: wholeNumber(0, 65_535).optional().describe('Port of /metrics for Prometheus, which only the monitoring should reach. Without it none are served'),
  METRICS_HOST: text.default('127.0.0.1').describe('Address that /metrics is served on; `0.0.0.0` for a Prometheus on another machine'),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/, error: 'must be an address such as http://localhost:4318' }).optional()
    .describe('Collector that traces are sent to (OTLP over HTTP). Without it nothing is traced'),
  LOG_LEVEL: oneOf(['trace', 'debug', 'info', 'warn', 'error', 'fatal']).default('info').describe('The least that is logged'),
  NODE_ENV: z.string().optional().describe('`production`: the bot does not start without MICROSOFT_APP_ID'),
  MICROSOFT_APP_ID: id.optional().describe('Application (client) id of the bot. Without it the bot listens on loopback only, and asks nobody who they are'),
  MICROSOFT_APP_TYPE: oneOf(['SingleTenant', 'UserAssignedMSI']).default('SingleTenant').describe('SingleTenant has a secret, UserAssignedMSI (a managed identity) none'),
  MICROSOFT_APP_TENANT_ID: id.optional().describe('The tenant of the bot, and the only one that it talks with'),
  MICROSOFT_APP_PASSWORD: text.optional().describe('Client secret of a SingleTenant bot'),
  MICROSOFT_APP_PASSWORD_FILE: text.optional().describe('File that holds the secret instead'),
  MICROSOFT_APP_PASSWORD_EXPIRES: z.iso.date('must be a day such as 2027-03-31').optional().describe('Last day of the secret; the log warns from 60 days before'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be an address such as postgres://user:password@host:5432/vagvisaren' }).optional()
    .describe('PostgreSQL, for several bots behind one address. Without it the bot keeps a database of its own'),
  DATABASE_URL_FILE: text.optional().describe('File that holds DATABASE_URL instead'),
  DATABASE_FILE: text.default(join('var', 'vagvisaren.db')).describe('That database of its own'),
  KEEP_QUESTIONS_DAYS: wholeNumber(1, 365).optional()
    .describe('So long questions without an answer are kept for those who write the answers, names and numbers taken out. Without it none is'),
  KEEP_FEEDBACK_DAYS: days.optional().describe('So long what people thought of answers is kept. Without it for good'),
  KEEP_DELIVERIES_DAYS: days.optional().describe('So long after its end a reminder stays on record. Without it for good'),
  KEEP_UNREACHABLE_DAYS: days.optional().describe('So long what a conversation followed is kept after the bot was removed from it; what was sent there stays as KEEP_DELIVERIES_DAYS says. Without it for good'),
  RETENTION_DECISION: text.max(200).optional()
    .describe('Reference of the decision on disposal (gallringsbeslut), needed for the three above; the log names it with what was deleted'),
});

/** These may stand in a file named by the variable with _FILE after its name, as containers hand out secrets. */
const secrets = ['MICROSOFT_APP_PASSWORD', 'DATABASE_URL'] as const;

/** Every variable that the bot reads: for the README and the command `config`. */
export const variables: readonly { name: string; default: string; about: string }[] = Object.entries(environment.shape)
  .map(([name, schema]) => ({ name, default: String(schema.safeParse(undefined).data ?? ''), about: schema.description ?? '' }));

/** What deletes records that are kept unless somebody has decided. */
const disposals = ['KEEP_FEEDBACK_DAYS', 'KEEP_DELIVERIES_DAYS', 'KEEP_UNREACHABLE_DAYS'] as const;

/** Takes in the files that hold secrets. */
function withFiles(env: Environment): { given: Given; mistakes: Mistake[] } {
  const given = Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => Boolean(entry[1]?.trim())));
  const mistakes: Mistake[] = [];
  for (const name of secrets) {
    const path = given[`${name}_FILE`];
    if (path === undefined) continue;
    if (name in given) {
      mistakes.push([`${name}_FILE`, `and ${name} are both set: remove one`]);
      continue;
    }
    try {
      const content = readFileSync(path.trim(), 'utf8').trim();
      if (content) given[name] = content;
      else mistakes.push([`${name}_FILE`, 'names a file that is empty']);
    } catch (error) {
      mistakes.push([`${name}_FILE`, `names a file that cannot be read (${(error as NodeJS.ErrnoException).code})`]);
    }
  }
  return { given, mistakes };
}

/** What single variables cannot tell. Looked at also when one of them is wrong, so that all mistakes are told at once. */
function mistakesTogether(given: Given): Mistake[] {
  const has = (name: string) => name in given || `${name}_FILE` in given;
  const mistakes: Mistake[] = [];
  const need = (name: string, why: string) => {
    if (!has(name)) mistakes.push([name, `is needed ${why}`]);
  };
  const managed = given['MICROSOFT_APP_TYPE'] === 'UserAssignedMSI';
  if (given['NODE_ENV'] === 'production') need('MICROSOFT_APP_ID', 'in production');
  else if (has('MICROSOFT_APP_TENANT_ID') || has('MICROSOFT_APP_PASSWORD')) need('MICROSOFT_APP_ID', 'together with MICROSOFT_APP_TENANT_ID and MICROSOFT_APP_PASSWORD');
  if (has('MICROSOFT_APP_ID')) {
    need('MICROSOFT_APP_TENANT_ID', 'together with MICROSOFT_APP_ID');
    if (!managed) need('MICROSOFT_APP_PASSWORD', 'with MICROSOFT_APP_TYPE SingleTenant');
  }
  // Records of a Swedish authority are not deleted without a decision: arkivlagen (1990:782) 10 §.
  for (const name of disposals) if (has(name)) need('RETENTION_DECISION', `with ${name}`);
  for (const name of ['MICROSOFT_APP_PASSWORD', 'MICROSOFT_APP_PASSWORD_EXPIRES']) {
    if (managed && has(name)) mistakes.push([name, 'has no use with MICROSOFT_APP_TYPE UserAssignedMSI: remove it']);
  }
  const { PORT: port = '3978', METRICS_PORT: metricsPort } = given;
  if (port === metricsPort && port !== '0') mistakes.push(['METRICS_PORT', 'must be another than PORT']);
  return mistakes;
}

/** @throws VagvisarenError CONFIG_INVALID */
function read(env: Environment): { given: Given; values: z.infer<typeof environment> } {
  const { given, mistakes } = withFiles(env);
  const parsed = environment.safeParse(given);
  const single = parsed.error?.issues.map(({ path, message }): Mistake => [path.join('.'), message]) ?? [];
  const lines = new Set([...mistakes, ...single, ...mistakesTogether(given)].map(([name, problem]) => `${name} ${problem}`));
  if (parsed.success && lines.size === 0) return { given, values: parsed.data };
  throw new VagvisarenError('CONFIG_INVALID', `The configuration has ${lines.size === 1 ? 'a mistake' : `${lines.size} mistakes`}:\n${[...lines].join('\n')}`);
}

export interface Config {
  port: number;
  /** Loopback while the bot has no identity: then nobody else can reach it. */
  host: string;
  logLevel: string;
  /** Where subscriptions and the ledger of reminders are kept. */
  database: { url: string } | { file: string };
  /** Undefined: no metrics are served. 0: any free port. */
  metricsPort?: number;
  metricsHost: string;
  /** Undefined: nothing is traced. */
  traceTo?: string;
  /** Undefined: no question is kept. */
  keepQuestionsDays?: number;
  /** Undefined: nothing is deleted that needs a decision. */
  retention?: Decision;
  /** Undefined: no authentication. `passwordExpires`: YYYY-MM-DD. */
  identity?: { appId: string; tenantId: string; type: 'SingleTenant' | 'UserAssignedMSI'; password?: string; passwordExpires?: string };
}

/** A property where there is a value for it, nothing where there is none. */
function where<Name extends string, Value>(name: Name, value: Value | undefined): { [name in Name]?: Value } {
  return value === undefined ? {} : ({ [name]: value } as { [name in Name]: Value });
}

/**
 * Reads the configuration, and the files that it names.
 * @throws VagvisarenError CONFIG_INVALID naming every variable that is wrong and why, one a line; never a value.
 */
export function readConfig(env: Environment): Config {
  const {
    PORT, METRICS_PORT, METRICS_HOST, OTEL_EXPORTER_OTLP_ENDPOINT, LOG_LEVEL,
    MICROSOFT_APP_ID, MICROSOFT_APP_TENANT_ID, MICROSOFT_APP_TYPE, MICROSOFT_APP_PASSWORD, MICROSOFT_APP_PASSWORD_EXPIRES,
    DATABASE_URL, DATABASE_FILE, KEEP_QUESTIONS_DAYS, KEEP_FEEDBACK_DAYS, KEEP_DELIVERIES_DAYS, KEEP_UNREACHABLE_DAYS, RETENTION_DECISION,
  } = read(env).values;
  const decision = RETENTION_DECISION === undefined ? undefined : { reference: RETENTION_DECISION, feedback: KEEP_FEEDBACK_DAYS, deliveries: KEEP_DELIVERIES_DAYS, unreachable: KEEP_UNREACHABLE_DAYS };
  const common = {
    port: PORT,
    ...where('metricsPort', METRICS_PORT),
    metricsHost: METRICS_HOST,
    ...where('traceTo', OTEL_EXPORTER_OTLP_ENDPOINT),
    logLevel: LOG_LEVEL,
    database: DATABASE_URL ? { url: DATABASE_URL } : { file: DATABASE_FILE },
    ...where('keepQuestionsDays', KEEP_QUESTIONS_DAYS),
    ...where('retention', decision),
  };
  if (!MICROSOFT_APP_ID || !MICROSOFT_APP_TENANT_ID) return { ...common, host: '127.0.0.1' };
  return {
    ...common,
    host: '0.0.0.0',
    identity: {
      appId: MICROSOFT_APP_ID,
      tenantId: MICROSOFT_APP_TENANT_ID,
      type: MICROSOFT_APP_TYPE,
      ...where('password', MICROSOFT_APP_PASSWORD),
      ...where('passwordExpires', MICROSOFT_APP_PASSWORD_EXPIRES),
    },
  };
}

/** Where the store is, for commands that need nothing else of the configuration. @throws VagvisarenError CONFIG_INVALID */
export function databaseOf({ DATABASE_URL, DATABASE_URL_FILE, DATABASE_FILE }: Environment): Config['database'] {
  return readConfig({ DATABASE_URL, DATABASE_URL_FILE, DATABASE_FILE }).database;
}

const masked = '********';
/** Addresses that may hold a password. */
const addresses = new Set(['DATABASE_URL', 'OTEL_EXPORTER_OTLP_ENDPOINT']);

function shown(name: string, value: string): string {
  if (name === 'MICROSOFT_APP_PASSWORD') return masked;
  if (!addresses.has(name)) return value;
  const url = new URL(value);
  if (url.password) url.password = masked;
  // Options of a connection may hold passwords too.
  if (url.search) url.search = masked;
  return url.href;
}

/** A variable as it is in effect; `value` is fit to be shown. */
export interface Setting {
  name: string;
  value: string;
  from: 'environment' | 'file' | 'default' | 'not set';
}

/** Every variable as it is in effect, secrets masked. @throws VagvisarenError CONFIG_INVALID */
export function settingsInEffect(env: Environment): Setting[] {
  const { given, values } = read(env);
  return Object.keys(environment.shape).map((name) => {
    const value = values[name as keyof typeof values];
    if (value === undefined) return { name, value: '', from: 'not set' };
    const own = env[name]?.trim() ? 'environment' : 'default';
    return { name, value: shown(name, String(value)), from: own === 'default' && name in given ? 'file' : own };
  });
}
