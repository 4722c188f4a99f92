import { unzipSync } from 'fflate';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { productRoot } from '../../src/assemble';
import { packaged, packApp, type Sources } from '../../src/manifest/app-package';
import type { Settings } from '../../src/manifest/settings';

/** The folder with the manifest as shipped. */
export const manifestFolder = join(productRoot, 'manifest');

/** Settings for tests alone. */
export const settings: Settings = {
  'app-id': 'd3f1c0de-1111-4222-8333-444455556666',
  domain: 'bot.example.org',
  version: '1.2.3',
  developer: 'Exempel "AB" {{terms}} \\',
  website: 'https://example.org/support',
  privacy: 'https://example.org/privacy',
  terms: 'https://example.org/terms',
};

/** What the tests look at in a manifest. */
export interface Manifest {
  $schema: string;
  manifestVersion: string;
  version: string;
  id: string;
  localizationInfo: { defaultLanguageTag: string; additionalLanguages: { languageTag: string; file: string }[] };
  developer: { name: string; websiteUrl: string; privacyUrl: string; termsOfUseUrl: string };
  name: { short: string; full: string };
  description: { short: string; full: string };
  icons: { color: string; outline: string };
  accentColor: string;
  bots: [{
    botId: string;
    scopes: string[];
    isNotificationOnly: boolean;
    supportsFiles: boolean;
    commandLists: { scopes: string[]; commands: { type: string; title: string; description: string }[] }[];
  }];
  composeExtensions: [{
    botId: string;
    commands: { id: string; initialRun: boolean; parameters: { name: string }[] }[];
    messageHandlers: { type: string; value: { domains: string[] } }[];
  }];
  validDomains: string[];
}

export function shippedSources(): Sources {
  return Object.fromEntries(packaged.map((name): [string, Uint8Array] => [name, readFileSync(join(manifestFolder, name))])) as Sources;
}

/** The files of the package as Teams gets it. */
export function unpacked(zip: Uint8Array = packApp(shippedSources(), settings)): { files: Record<string, Uint8Array>; manifest: Manifest; english: Record<string, string> } {
  const files = unzipSync(zip);
  const parsed = (name: string): unknown => JSON.parse(new TextDecoder().decode(files[name]));
  return { files, manifest: parsed('manifest.json') as Manifest, english: parsed('en.json') as Record<string, string> };
}

/** The texts of a manifest by the keys that a translation has for them: "bots[0].commandLists[0].commands[0].title". */
export function textsByKey(value: unknown, key = ''): Map<string, string> {
  if (typeof value === 'string') return new Map([[key, value]]);
  if (typeof value !== 'object' || value === null) return new Map();
  const inner = Array.isArray(value)
    ? value.map((item, i) => textsByKey(item, `${key}[${i}]`))
    : Object.entries(value).map(([name, item]) => textsByKey(item, key ? `${key}.${name}` : name));
  return new Map(inner.flatMap((texts) => [...texts]));
}
