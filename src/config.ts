import { z } from 'zod';
import { VagvisarenError } from './errors';

const given = z.string().trim().min(1).optional();

/** The environment that the bot reads, once, at start. Names as in Azure's own documentation where it has them. */
const environment = z
  .object({
    /** Port of /api/messages and /healthz. */
    PORT: z.coerce.number().int().min(0).max(65_535).default(3978),
    LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal']).default('info'),
    NODE_ENV: z.string().optional(),
    /** Application (client) id of the bot's registration. Without it the bot listens on loopback only, and asks nobody who they are. */
    MICROSOFT_APP_ID: z.uuid().optional(),
    MICROSOFT_APP_TYPE: z.enum(['SingleTenant', 'UserAssignedMSI']).default('SingleTenant'),
    MICROSOFT_APP_TENANT_ID: z.uuid().optional(),
    MICROSOFT_APP_PASSWORD: given,
  })
  .superRefine((env, context) => {
    const need = (name: 'MICROSOFT_APP_ID' | 'MICROSOFT_APP_TENANT_ID' | 'MICROSOFT_APP_PASSWORD', why: string) => {
      if (!env[name]) context.addIssue({ code: 'custom', path: [name], message: `is needed ${why}` });
    };
    if (env.NODE_ENV === 'production') need('MICROSOFT_APP_ID', 'in production');
    if (env.MICROSOFT_APP_ID) {
      need('MICROSOFT_APP_TENANT_ID', 'together with MICROSOFT_APP_ID');
      if (env.MICROSOFT_APP_TYPE === 'SingleTenant') need('MICROSOFT_APP_PASSWORD', 'with MICROSOFT_APP_TYPE SingleTenant');
    }
  });

export interface Config {
  port: number;
  /** Loopback while the bot has no identity: then nobody else can reach it. */
  host: string;
  logLevel: string;
  /** Undefined: no authentication. */
  identity?: { appId: string; tenantId: string; type: 'SingleTenant' | 'UserAssignedMSI'; password?: string };
}

/**
 * Reads the configuration.
 * @throws VagvisarenError CONFIG_INVALID naming every variable that is wrong and why, one a line; never a value.
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const parsed = environment.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')));
  if (!parsed.success) {
    const lines = parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
    throw new VagvisarenError('CONFIG_INVALID', `The configuration has ${lines.length} mistakes:\n${lines.join('\n')}`);
  }
  const { PORT, LOG_LEVEL, MICROSOFT_APP_ID, MICROSOFT_APP_TENANT_ID, MICROSOFT_APP_TYPE, MICROSOFT_APP_PASSWORD } = parsed.data;
  if (!MICROSOFT_APP_ID || !MICROSOFT_APP_TENANT_ID) return { port: PORT, host: '127.0.0.1', logLevel: LOG_LEVEL };
  return {
    port: PORT,
    host: '0.0.0.0',
    logLevel: LOG_LEVEL,
    identity: {
      appId: MICROSOFT_APP_ID,
      tenantId: MICROSOFT_APP_TENANT_ID,
      type: MICROSOFT_APP_TYPE,
      ...(MICROSOFT_APP_PASSWORD ? { password: MICROSOFT_APP_PASSWORD } : {}),
    },
  };
}
