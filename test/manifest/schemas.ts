import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { readFileSync } from 'node:fs';

export interface Schema {
  properties: object;
  patternProperties: object;
}

/** The schema of this name and version as Microsoft publishes it, from the package of the registry: nothing is fetched. */
export function schemaOf(name: 'MicrosoftTeams.schema' | 'MicrosoftTeams.Localization.schema', version: string): Schema {
  return JSON.parse(readFileSync(require.resolve(`@microsoft/app-manifest/build/json-schemas/teams/v${version}/${name}.json`), 'utf8')) as Schema;
}

/** What of the value does not fit the schema: where, and why. */
export function faults(schema: Schema, value: unknown): string[] {
  // The schemas have keywords of newer drafts beside draft 4, and patterns that are not Unicode's.
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats(ajv);
  const validate = ajv.compile(schema);
  return validate(value) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
