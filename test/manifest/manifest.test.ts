import { unfurledDomains } from '../../src/dialogs/course-links';
import { packaged, packApp } from '../../src/manifest/app-package';
import { searchCommand } from '../../src/teams/message-extension';
import { settings, shippedSources, textsByKey, unpacked } from './packed';
import { faults, schemaOf, type Schema } from './schemas';

const { files, manifest, english } = unpacked();
const [bot] = manifest.bots;
const [extension] = manifest.composeExtensions;
const schema = schemaOf('MicrosoftTeams.schema', manifest.manifestVersion);
const translation = schemaOf('MicrosoftTeams.Localization.schema', manifest.manifestVersion);

/** Whether a translation may have this key. */
function isLocalised({ properties, patternProperties }: Schema, key: string): boolean {
  return key in properties || Object.keys(patternProperties).some((pattern) => new RegExp(pattern).test(key));
}

const swedishTexts = new Map([...textsByKey(manifest)].filter(([key]) => key !== '$schema' && isLocalised(translation, key)));
const { $schema: translationSchema, ...englishTexts } = english;
const texts = [['sv', swedishTexts], ['en', new Map(Object.entries(englishTexts))]] as const;

describe("Microsoft's schemas", () => {
  test('the manifest and its translation fit', () => {
    expect(faults(schema, manifest)).toEqual([]);
    expect(faults(translation, english)).toEqual([]);
  });

  test('both are of one version, and in force', () => {
    const address = `https://developer.microsoft.com/json-schemas/teams/v${manifest.manifestVersion}/MicrosoftTeams`;
    expect(manifest.$schema).toBe(`${address}.schema.json`);
    expect(translationSchema).toBe(`${address}.Localization.schema.json`);
    expect(manifest.manifestVersion).toMatch(/^\d+\.\d+$/);
  });

  test.each<[string, object, object]>([
    ['a name too long', schema, { ...manifest, name: { ...manifest.name, short: 'V'.repeat(31) } }],
    ['an id that is none', schema, { ...manifest, id: '{{app-id}}' }],
    ['another version', schema, { ...manifest, manifestVersion: '1.0' }],
    ['thirteen commands', schema, { ...manifest, bots: [{ ...bot, commandLists: [{ scopes: ['personal'], commands: Array(13).fill(bot.commandLists[0]!.commands[0]) }] }] }],
    ['an unknown property', schema, { ...manifest, colour: 'blue' }],
    ['no privacy address', schema, { ...manifest, developer: { ...manifest.developer, privacyUrl: undefined } }],
    ['a translated description too long', translation, { ...english, 'description.short': 'x'.repeat(81) }],
    ['a translation of nothing', translation, { ...english, 'bots[0].name': 'x' }],
  ])('find %s', (_name, against, value) => expect(faults(against as Schema, JSON.parse(JSON.stringify(value)))).not.toEqual([]));
});

describe('the languages', () => {
  test('are Swedish, and English in a file of its own', () =>
    expect(manifest.localizationInfo).toEqual({ defaultLanguageTag: 'sv', additionalLanguages: [{ languageTag: 'en', file: 'en.json' }] }));

  test('have the same texts, none of them empty', () => {
    expect(swedishTexts.size).toBeGreaterThan(30);
    expect(Object.keys(englishTexts).sort()).toEqual([...swedishTexts.keys()].sort());
    for (const [, all] of texts) for (const text of all.values()) expect(text.trim()).toBe(text);
  });
});

/** https://learn.microsoft.com/microsoftteams/platform/concepts/deploy-and-publish/appsource/prepare/teams-store-validation-guidelines */
describe.each(texts)('names and descriptions (%s)', (_language, all) => {
  const [name, fullName, line, description] = ['name.short', 'name.full', 'description.short', 'description.full'].map((key) => all.get(key)!) as [string, string, string, string];

  test('are short enough', () => {
    for (const [text, most] of [[name, 30], [fullName, 100], [line, 80], [description, 4000]] as const) expect(text.length).toBeLessThanOrEqual(most);
    expect(description.split(/\s+/).length).toBeLessThanOrEqual(500);
    expect(fullName).not.toBe(name);
  });

  test('say nothing twice, and keep clear of reserved and boastful words', () => {
    expect(description).not.toContain(line);
    expect(line).not.toContain(name);
    expect(line).not.toMatch(/\bapp(en)?\b|\.\s/i);
    expect(`${name} ${fullName}`).not.toMatch(/microsoft|teams|office|copilot|chat|calendar|calls|files|activity|apps|help|beta|test|preview/i);
    expect([...all.values()].join('\n')).not.toMatch(/\bAI\b|artificiell|artificial|intelligen|\bGPT|copilot|bäst|\bbest\b|garanter|guarantee/i);
  });
});

describe('the bot', () => {
  test('is there for persons, teams and group chats, talks, and takes no files', () =>
    expect(bot).toMatchObject({ botId: settings['app-id'], scopes: ['personal', 'team', 'groupChat'], isNotificationOnly: false, supportsFiles: false }));

  test('has one list of commands for each scope, of at most ten', () => {
    expect(bot.commandLists.flatMap(({ scopes }) => scopes).sort()).toEqual([...bot.scopes].sort());
    for (const { commands } of bot.commandLists) expect(commands.length).toBeLessThanOrEqual(10);
  });

  test('has commands, no prompt starters: it welcomes people itself', () =>
    expect(new Set(bot.commandLists.flatMap(({ commands }) => commands.map(({ type }) => type)))).toEqual(new Set(['basic'])));

  test('asks for no permissions', () => {
    for (const key of ['permissions', 'devicePermissions', 'authorization', 'webApplicationInfo']) expect(manifest).not.toHaveProperty(key);
  });
});

describe('the message extension', () => {
  test('has the search that the bot answers, which begins with examples', () => {
    expect(extension.botId).toBe(settings['app-id']);
    expect(extension.commands).toEqual([expect.objectContaining({ id: searchCommand.id, initialRun: true, parameters: [expect.objectContaining({ name: searchCommand.parameter })] })]);
  });

  test('hears of links to the domains that the bot knows, all of them ours', () => {
    expect(extension.messageHandlers).toEqual([{ type: 'link', value: { domains: unfurledDomains } }]);
    for (const domain of unfurledDomains) expect(domain).toMatch(/^[a-z-]+\.vgregion\.se$/);
  });
});

describe('the package', () => {
  test('has at its root the manifest and the files that it names, and nothing else', () => {
    const { icons, localizationInfo } = manifest;
    expect(Object.keys(files).sort()).toEqual(['manifest.json', icons.color, icons.outline, ...localizationInfo.additionalLanguages.map(({ file }) => file)].sort());
    expect([...packaged].sort()).toEqual(Object.keys(files).sort());
  });

  test('has the settings where they belong, as they were given', () => {
    expect(manifest).toMatchObject({ id: settings['app-id'], version: settings.version, validDomains: [settings.domain] });
    expect(manifest.developer).toEqual({ name: settings.developer, websiteUrl: settings.website, privacyUrl: settings.privacy, termsOfUseUrl: settings.terms });
  });

  test('is the same, bit by bit, for the same settings', () => expect(packApp(shippedSources(), settings)).toEqual(packApp(shippedSources(), settings)));

  test.each([['no JSON', '{ "id": '], ['a setting that there is not', '{ "id": "{{app-name}}" }']])('is not made of a manifest with %s', (_name, text) => {
    const broken = { ...shippedSources(), 'manifest.json': new TextEncoder().encode(text) };
    expect(() => packApp(broken, settings)).toThrow(expect.objectContaining({ code: 'MANIFEST_INVALID', message: expect.stringContaining('manifest.json') }));
  });
});
