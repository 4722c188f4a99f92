import { z } from 'zod';
import { VagvisarenError } from '../errors';

const securePage = z.url({ protocol: /^https$/ }).max(2048);

/**
 * What of the app only its owner knows, by the names of the command's options. None has a default.
 * The forms are those that Teams asks for: https://learn.microsoft.com/graph/api/teamsapp-publish#error-response
 */
const form = z.object({
  'app-id': z.uuid(),
  domain: z.string().max(253).regex(/^(?!-)[a-z0-9-]+(\.[a-z0-9-]+)+$/i),
  version: z.string().max(256).regex(/^[1-9]\d*\.\d+\.\d+$/),
  developer: z.string().trim().min(1).max(32),
  website: securePage,
  privacy: securePage,
  terms: securePage,
});

export type Settings = z.infer<typeof form>;

/** What to give for each setting. */
export const explanations: Readonly<Record<keyof Settings, string>> = {
  'app-id': "application (client) id of the bot's registration, the same as MICROSOFT_APP_ID",
  domain: 'host name where the bot runs, without https:// and path: bot.example.org',
  version: 'three numbers, 1.0.0 at first and a higher one for each new upload',
  developer: 'name of who is responsible for the app, at most 32 characters',
  website: 'https address of the page with support for the app',
  privacy: 'https address of the page on how personal data are handled',
  terms: 'https address of the terms of use',
};

/**
 * Reads the settings of the package.
 * @throws VagvisarenError USAGE naming every setting that is missing or wrong and what to give, one a line
 */
export function readSettings(values: Readonly<Record<string, unknown>>): Settings {
  const parsed = form.safeParse(values);
  if (parsed.success) return parsed.data;
  const wrong = new Set(parsed.error.issues.map(({ path }) => path[0]));
  const lines = form.keyof().options.filter((name) => wrong.has(name)).map((name) => {
    const fault = values[name] === undefined ? 'is missing' : `cannot be "${String(values[name])}"`;
    return `--${name} ${fault}: ${explanations[name]}`;
  });
  throw new VagvisarenError('USAGE', lines.join('\n'));
}
