import { zipSync } from 'fflate';
import { VagvisarenError } from '../errors';
import type { Settings } from './settings';

/** What is in the package, at its root: the manifest and the files that it names. */
export const packaged = ['manifest.json', 'en.json', 'color.png', 'outline.png'] as const;

export type Sources = Readonly<Record<(typeof packaged)[number], Uint8Array>>;

/** The earliest time that a zip can hold: the same sources and settings give the same package, bit by bit. */
const anyTime = new Date(1980, 0, 1);

function invalid(message: string, cause?: unknown): VagvisarenError {
  return new VagvisarenError('MANIFEST_INVALID', message, { cause });
}

/** The manifest with "{{setting}}" replaced, in the texts alone: no value can change its structure. */
function filled(manifest: string, settings: Settings): string {
  const given = new Map<string, string>(Object.entries(settings));
  const valueOf = (placeholder: string, name: string): string => {
    const value = given.get(name);
    if (value === undefined) throw invalid(`manifest.json asks for ${placeholder}, which is no setting.`);
    return value;
  };
  const fill = (_key: string, value: unknown): unknown => (typeof value === 'string' ? value.replace(/\{\{(.*?)\}\}/g, valueOf) : value);
  try {
    return JSON.stringify(JSON.parse(manifest, fill), null, 2);
  } catch (error) {
    throw error instanceof VagvisarenError ? error : invalid('manifest.json is not JSON.', error);
  }
}

/**
 * The app package that Teams takes, as a zip file.
 * @throws VagvisarenError MANIFEST_INVALID when the manifest is not JSON, or asks for a setting that there is not
 */
export function packApp(sources: Sources, settings: Settings): Uint8Array {
  const manifest = filled(new TextDecoder().decode(sources['manifest.json']), settings);
  return zipSync({ ...sources, 'manifest.json': new TextEncoder().encode(manifest) }, { level: 9, mtime: anyTime });
}
