import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { wrap } from '../dialogs/plain-text';
import { VagvisarenError } from '../errors';
import { packApp, packaged, type Sources } from '../manifest/app-package';
import { explanations, readSettings } from '../manifest/settings';
import { readArguments, type Command } from './command';

export interface PackagePlaces {
  /** The folder with the manifest, its translation and the icons. */
  manifest: string;
  /** The file to write. */
  target: string;
}

const names = Object.keys(explanations) as (keyof typeof explanations)[];

function read(folder: string, name: string): Uint8Array {
  try {
    return readFileSync(join(folder, name));
  } catch (error) {
    throw new VagvisarenError('MANIFEST_INVALID', `${name} cannot be read in ${folder}.`, { cause: error });
  }
}

/** Packs the app for Teams, with what only its owner knows. */
export function createPackage({ manifest, target }: PackagePlaces): Command {
  return {
    help: `Make the app package for Microsoft Teams, dist/vagvisaren.zip, of manifest/.
All of these are needed:

${names.map((name) => `  --${name.padEnd(10)} ${wrap(explanations[name], 64).replaceAll('\n', `\n${' '.repeat(15)}`)}`).join('\n')}

  npm run -s package -- --app-id 1f0c5a3e-7b2d-4c61-9a8e-0d4b7c2e9f15 \\
    --domain bot.example.org --version 1.0.0 --developer Exempel \\
    --website https://example.org --privacy https://example.org/privacy \\
    --terms https://example.org/terms

Upload the file in the Teams admin center: Teams apps, Manage apps, Actions,
Upload new app.

Exit codes: 0, 1 manifest/ cannot be packed, 2 wrong use (every setting that is
missing or wrong is listed).`,

    async run(args, terminal) {
      const options = Object.fromEntries(names.map((name) => [name, { type: 'string' } as const]));
      const { values, positionals } = readArguments(args, options);
      if (positionals.length > 0) throw new VagvisarenError('USAGE', `"${positionals[0]}" stands alone: each value follows the name of its setting, and one with spaces stands in quotes.`);
      const settings = readSettings(values);
      const sources = Object.fromEntries(packaged.map((name) => [name, read(manifest, name)])) as Sources;
      const zip = packApp(sources, settings);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, zip);
      terminal.out(`${relative(process.cwd(), target)}: version ${settings.version}, ${packaged.length} files, ${Math.ceil(zip.length / 1024)} KB. Upload it in the Teams admin center.`);
      return 0;
    },
  };
}
