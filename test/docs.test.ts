import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { productRoot } from '../src/assemble';
import { createCheck, problemsIn } from '../src/cli/check';
import { dayInSweden } from '../src/day';
import { createDialogs } from '../src/dialogs/converse';
import { createHeard } from '../src/dialogs/heard';
import { loadSentences } from '../src/dialogs/sentences';
import { fewestPhrasings } from '../src/knowledge/check';
import { coursesOf } from '../src/knowledge/load';
import type { Problem } from '../src/knowledge/problem';
import { classificationEntry, courseEntry, frameworkEntry, secrecyEntry, supplierEntry } from '../src/knowledge/schema';
import { now, product } from './support/product';

const read = (...path: string[]) => readFileSync(join(productRoot, ...path), 'utf8');

/** Every page of the repository, by its path. */
function pages(folder = productRoot): string[] {
  const skipped = new Set(['node_modules', 'dist', 'var', '.git']);
  return readdirSync(folder, { withFileTypes: true }).flatMap((one) => {
    if (one.isDirectory()) return skipped.has(one.name) ? [] : pages(join(folder, one.name));
    return one.name.endsWith('.md') ? [relative(productRoot, join(folder, one.name))] : [];
  });
}

const all = pages();

/** The cells of every table row of a page. */
function rowsOf(text: string): string[][] {
  return text.split('\n').filter((line) => line.startsWith('|')).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));
}

/** What stands between a heading and the next of the same or a higher level. */
function section(text: string, heading: string): string {
  const lines = text.split('\n');
  const from = lines.indexOf(heading);
  if (from < 0) throw new Error(`no heading "${heading}"`);
  const level = heading.indexOf(' ');
  const length = lines.slice(from + 1).findIndex((line) => /^#+ /.test(line) && line.indexOf(' ') <= level);
  return lines.slice(from, length < 0 ? undefined : from + 1 + length).join('\n');
}

/** The anchors that a page's headings get. */
function anchors(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => heading!.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '').replace(/\s/g, '-'));
}

describe('every page', () => {
  test('is found', () => {
    expect(all).toEqual(expect.arrayContaining(['README.md', 'CONTRIBUTING.md', join('docs', 'for-medarbetare.md'), join('src', 'README.md')]));
  });

  test.each(all)('%s: links and pictures lead to something', (page) => {
    const text = read(page);
    const targets = [...text.matchAll(/\]\(([^)\s]+)\)|\b(?:src|href)="([^"]+)"/g)].map(([, link, attribute]) => (link ?? attribute)!);
    const broken = targets.filter((target) => {
      if (/^(https?|mailto):/.test(target)) return false;
      const [path = '', anchor] = decodeURI(target).split('#');
      const there = join(productRoot, dirname(page), path);
      if (path && !existsSync(there)) return true;
      return anchor !== undefined && !anchors(path ? readFileSync(there, 'utf8') : text).includes(anchor);
    });
    expect(broken).toEqual([]);
  });

  test.each(all)('%s: every picture says in words what it shows', (page) => {
    const text = read(page);
    expect([...text.matchAll(/!\[([^\]]*)\]/g)].filter(([, words]) => words!.length < 20)).toEqual([]);
    expect([...text.matchAll(/<img [^>]*>/g)].filter(([image]) => !/alt="[^"]{20,}"/.test(image))).toEqual([]);
  });

  const scripts = Object.keys((JSON.parse(read('package.json')) as { scripts: Record<string, string> }).scripts);
  test.each(all)('%s: every npm command exists', (page) => {
    const named = [...read(page).matchAll(/npm run (?:-s )?([\w:-]+)|npm (start|test)\b/g)].map(([, script, short]) => (script ?? short)!);
    expect(named.filter((name) => !scripts.includes(name))).toEqual([]);
  });

  test.each([join('docs', 'developers.md'), join('docs', 'for-innehallsansvariga.md'), 'CONTRIBUTING.md'])('%s: every path in it exists', (page) => {
    const paths = [...read(page).matchAll(/`((?:src|test|knowledge|dialogs|manifest|docs)\/[^`\s*]*)`/g)].map(([, path]) => path!);
    // Two are files to be made.
    const toMake = new Set(['src/store/migrations/002-what-it-does.ts', 'knowledge/glossary/']);
    expect(paths.length).toBeGreaterThan(2);
    expect(paths.filter((path) => !toMake.has(path) && !existsSync(join(productRoot, path)))).toEqual([]);
  });
});

describe('the page for employees', () => {
  const text = read('docs', 'for-medarbetare.md');
  const { search, room } = product();
  const dialogs = createDialogs(room);
  const heard = createHeard(room.say);

  test('is one page', () => {
    const withoutPictures = text.replace(/!\[[^\]]*\]\([^)]*\)/g, '');
    expect(withoutPictures.split(/\s+/).length).toBeLessThan(800);
  });

  const examples = rowsOf(section(text, '## Fråga som du skulle fråga en kollega')).filter(([question]) => /^(?![!-]|Skriv|Ett svar)/.test(question!)) as [string, string][];

  test.each(examples)('"%s" gets the answer "%s"', async (question, title) => {
    const { reply, found } = await dialogs.answer({ text: question, now });
    expect(found?.outcome).toBe('answer');
    expect(reply.title).toBe(title);
  });

  test('the examples are of every kind', () => {
    expect(examples.length).toBeGreaterThanOrEqual(8);
    expect(new Set(examples.map(([question]) => search.find(question).hits[0]!.id.split('/')[0]))).toEqual(new Set(['secrecy', 'process', 'supplier', 'course']));
  });

  /** What the page's commands lead to. */
  const commands: Record<string, () => unknown> = {
    'påminn mig om UGL': () => search.find('påminn mig om UGL').action,
    'påminn oss om UGL': () => search.find('påminn oss om UGL').action,
    'mina påminnelser': () => search.find('mina påminnelser').action,
    'sluta påminna mig om UGL': () => search.find('sluta påminna mig om UGL').action,
    sluta: () => search.find('sluta').action,
    hjälp: () => search.find('hjälp').aside,
    'vad vet du om mig': () => heard.steer('vad vet du om mig')?.steer,
    'glöm mig': () => heard.steer('glöm mig')?.steer,
    'vilken paragraf': () => heard.steer('vilken paragraf')?.steer,
    'vem beslutar': () => heard.steer('vem beslutar')?.steer,
    tillbaka: () => heard.steer('tillbaka')?.steer,
    'på engelska': () => heard.steer('på engelska')?.steer,
    'och om det är en politiker?': () => heard.goesOn('och om det är en politiker?'),
  };

  test('its commands do what it says, and no other is named', () => {
    const named = [...text.matchAll(/`([^`]+)`/g)].map(([, command]) => command!);
    expect(new Set(named)).toEqual(new Set(Object.keys(commands)));
    expect(Object.fromEntries(Object.entries(commands).map(([command, result]) => [command, result()]))).toEqual({
      'påminn mig om UGL': { name: 'subscribe', id: 'course/ugl' },
      'påminn oss om UGL': { name: 'subscribe', id: 'course/ugl' },
      'mina påminnelser': { name: 'list', id: null },
      'sluta påminna mig om UGL': { name: 'cancel', id: 'course/ugl' },
      sluta: { name: 'cancel', id: null },
      hjälp: { kind: 'smalltalk', topic: 'help' },
      'vad vet du om mig': 'kept',
      'glöm mig': 'forget',
      'vilken paragraf': 'sources',
      'vem beslutar': 'decidedBy',
      tillbaka: 'back',
      'på engelska': 'inEnglish',
      'och om det är en politiker?': true,
    });
  });

  test('what it quotes is what the bot says', () => {
    const said = new Set([...loadSentences(join(productRoot, 'dialogs')).values()].map(({ sv }) => sv));
    const quoted = [...text.matchAll(/”([^”]+)”/g)].map(([, words]) => words!);
    expect(quoted.length).toBeGreaterThan(5);
    expect(quoted.filter((words) => !said.has(words))).toEqual([]);
  });

  test('it says that no course has a coming date, as long as none has', () => {
    const coming = coursesOf(product().knowledge).some(({ occasions }) => occasions.some(({ date }) => date >= dayInSweden(now)));
    expect(text.replace(/\s+/g, ' ').includes('Just nu har ingen av botens kurser ett kommande datum')).toBe(!coming);
  });

  test('danger to life comes before everything else', () => {
    expect(text.indexOf('112')).toBeLessThan(text.indexOf('## '));
  });
});

describe('the page for content owners', () => {
  const text = read('docs', 'for-innehallsansvariga.md');

  test.each([
    ['### Sekretess (`secrecy`)', secrecyEntry],
    ['### Klassificeringsstrukturen (`process`, `group`, `area`)', classificationEntry],
    ['### Ramavtalet (`supplier` och `framework`)', supplierEntry],
    ['### Ramavtalet (`supplier` och `framework`)', frameworkEntry],
    ['### Kurser (`course`)', courseEntry],
  ])('explains every field: %s', (heading, schema) => {
    const explained = new Set([section(text, '### Fält som alla poster har'), section(text, heading)].flatMap(rowsOf).map(([field]) => field));
    expect(Object.keys(schema.shape).filter((field) => !explained.has(`\`${field}\``))).toEqual([]);
  });

  test('says how many phrasings each kind needs', () => {
    const rows = rowsOf(section(text, '## Skriva formuleringar')).slice(2);
    expect(rows).toEqual(Object.entries(fewestPhrasings).map(([kind, { sv, en }]) => [`\`${kind}\``, String(sv), String(en)]));
  });

  test('shows its example as it stands in the file', () => {
    const example = /```yaml\nid:[^]*?```/.exec(text)![0].split('\n').slice(1, -1);
    const file = read('knowledge', 'secrecy', 'staff-home-contact.yaml').split('\n');
    const isThere = (line: string) => file.some((one) => one === line || (line.endsWith('…"') && one.startsWith(line.slice(0, -2))));
    expect(example.length).toBeGreaterThan(20);
    expect(example.filter((line) => !isThere(line))).toEqual([]);
  });
});

/** Mistakes planted in a copy of the two folders: the documented message, the file, and what is done to it (null: it is taken away). */
type Planted = [message: string, file: string, change: ((text: string) => string) | null];

const replace = (from: string | RegExp, to: string) => (text: string): string => {
  const changed = text.replace(from, () => to);
  if (changed === text) throw new Error(`nothing to replace: ${from}`);
  return changed;
};
/** Gives, at each call, another file of a kind: one that holds what the mistake is planted in. Which, does not matter: any may be retired one day. */
function filesOf(kind: string): (holding?: string | RegExp) => string {
  const left = readdirSync(join(productRoot, 'knowledge', kind)).sort();
  return (holding = '') => {
    const at = left.findIndex((name) => read('knowledge', kind, name).search(holding) >= 0);
    if (at < 0) throw new Error(`no file left in knowledge/${kind}/ that holds ${holding}`);
    return `knowledge/${kind}/${left.splice(at, 1)[0]!}`;
  };
}
const answerSv = /answer:\n {2}sv: ".*"/;

const inFormSecrecy = filesOf('secrecy');
/** How a file is written: with any of these nothing is known of the content. */
const inForm: readonly Planted[] = [
  ['en fil som går att läsa', 'dialogs/lookup.yaml', null],
  ['ett filnamn som slutar på .yaml', 'knowledge/secrecy/appeal.yaml.bak', () => ''],
  ['minst en post', 'knowledge/framework/', null],
  ['indrag med blanksteg, inte med tabb', inFormSecrecy(), replace('title:\n  sv', 'title:\n\tsv')],
  ['lika långt indrag som raderna omkring, …', inFormSecrecy(), replace(/title:\n {2}sv: (.*)\n {2}en: (.*)\n/, 'title:\n    sv: "x"\n  en: "y"\n')],
  ['ett avslutande citattecken, …', inFormSecrecy(), (text) => `${text}owner: "nobody\n`],
  ['ingenting efter det sista citattecknet, …', inFormSecrecy(), replace(/source: ".*"/, 'source: "den "nya" kursen"')],
  ['text inom citattecken om den innehåller kolon, …', inFormSecrecy(), replace(/source: ".*"/, 'source: kursen: den nya')],
  ['text inom citattecken när den börjar med …', inFormSecrecy(), replace(/source: ".*"/, 'source: @kursen')],
  ['ett fält skrivet som namn: värde, …', inFormSecrecy(), (text) => `${text}och en\nrad till: "x"\n`],
  ['ett omvänt snedstreck skrivet två gånger …', inFormSecrecy(), replace(/source: ".*"/, 'source: "C:\\kurs"')],
  ['varje fält en enda gång', inFormSecrecy(), (text) => `${text}kind: "secrecy"\n`],
  ['ingen rad med bara ---', inFormSecrecy(), (text) => `${text}---\nkind: "secrecy"\n`],
  ['YAML utan alias …', inFormSecrecy(), replace(/source: ".*"/, 'source: *kursen')],
  ['bara fält som boten känner till; …', inFormSecrecy(), replace('verdict:', 'verdikt: "x"\nverdict:')],
  ['en text, helst inom citattecken', inFormSecrecy(), replace(/answer:\n {2}sv: .*\n/, 'answer:\n')],
  ['en text som inte är tom', inFormSecrecy(), replace(/source: ".*"/, 'source: " "')],
  ['en lista: …', inFormSecrecy('related:\n'), replace(/related:\n(?: {2}- .*\n)+/, 'related: "secrecy/appeal"\n')],
  ['en grupp av fält, …', inFormSecrecy(), replace(/title:\n.*\n.*\n/, 'title: "Anknytning"\n')],
  ['något av …', inFormSecrecy(), replace(/verdict: ".*"/, 'verdict: "no"')],
  ['minst … i listan', inFormSecrecy(), replace(/citations:\n(?: {2}[- ].*\n)+/, 'citations: []\n')],
  ['lika många delar i sv och en', inFormSecrecy(), replace('steps:\n  sv:\n', 'steps:\n  sv:\n    - "En till."\n')],
  ['ett datum som finns, …', inFormSecrecy(), replace(/reviewed: ".*"/, 'reviewed: "2026-02-30"')],
  ['en webbadress som börjar med …', filesOf('course')('address: "https'), replace(/address: "https[^"]*"/, 'address: "www.vgregion.se"')],
  ['id för en post, som …', inFormSecrecy('related:\n'), replace('related:\n', 'related:\n  - "Mobilnummer"\n')],
  ['en kod inom citattecken, …', 'knowledge/process/1.6.yaml', replace('code: "1.6"', 'code: "1,6"')],
  ['T och ett nummer, …', inFormSecrecy('doubt: "T1"'), replace('doubt: "T1"', 'doubt: "1"')],
  ['en nyckel med små bokstäver …', 'knowledge/laws.yaml', replace('- key: osl', '- key: OSL')],
  ['ett namn utan blanksteg, …', 'knowledge/language/concepts.yaml', replace('absenceReason:', 'frånvaro:')],
  ['högst 4 ord', 'knowledge/language/concepts.yaml', replace(/accessibleDocuments:\n {2}sv: \[/, 'accessibleDocuments:\n  sv: ["fem ord är ett för", ')],
  ['… med kind …, som filen heter', inFormSecrecy(), replace(/^id: ".*"/, 'id: "secrecy/snabbt"')],
  ['ett id som ingen annan har …', 'knowledge/area/2.yaml', replace('id: "area/2"', 'id: "area/1"')],
  ['en text med …, som boten fyller i', 'dialogs/conversation.yaml', replace('referens {reference}', 'referensen')],
  ['en text utan ord inom klamrar …', 'dialogs/conversation.yaml', replace('Tack själv!', 'Tack {name}!')],
  ['ett enda ord', 'dialogs/first-names.yaml', replace('"Adam"', '"Adam Bertil"')],
];

const withOccasions = (...occasions: string[]) => (text: string) => `${text.replace(/^occasions:\n(?: .*\n)+/m, '')}occasions:\n${occasions.map((one) => `  - ${one}\n`).join('')}`;
const inContentSecrecy = filesOf('secrecy');
const inContentCourse = filesOf('course');
/** What is said: files that can be read, and are wrong all the same. */
const inContent: readonly Planted[] = [
  // The page shows this one.
  ['id för en post som finns', 'knowledge/secrecy/mobile-number.yaml', replace('related:\n', 'related:\n  - "secrecy/mobil"\n')],
  ['en annan post', inContentSecrecy('related:\n'), (text) => replace('related:\n', `related:\n  - ${/^id: (.*)$/m.exec(text)![1]!}\n`)(text)],
  ['ett svar som säger vad man ska göra, …', inContentSecrecy(), replace(answerSv, 'answer:\n  sv: "Ja, det får du."')],
  ['högst 90 ord', inContentSecrecy(), replace(answerSv, `answer:\n  sv: "${'ord '.repeat(91)}"`)],
  ['en lag som gäller', inContentSecrecy('law: "'), replace(/law: ".*"/, 'law: "pul"')],
  ['det som gäller nu (…)', inContentSecrecy(), replace(answerSv, 'answer:\n  sv: "Fråga den som kan PUL."')],
  ['en nyckel (key) i laws.yaml', inContentSecrecy('law: "'), replace(/law: ".*"/, 'law: "xyz"')],
  ['i dag eller en dag som har varit', inContentSecrecy(), replace(/reviewed: ".*"/, 'reviewed: "2099-01-01"')],
  ['en formulering som ingen annan har …', inContentSecrecy(), replace('phrasings:\n  sv:\n', 'phrasings:\n  sv:\n    - "Vad kostar en kopia till månen?"\n    - "vad kostar en kopia, till månen"\n')],
  ['samma kod som i id', 'knowledge/area/1.yaml', replace('code: "1"', 'code: "19"')],
  ['id för posten med kod …', 'knowledge/process/2.5.3.yaml', replace('parent: "group/2.5"', 'parent: "group/2.6"')],
  ['det som har ersatt den borttagna processen', 'knowledge/process/2.5.2.yaml', replace(/replacedBy:\n(?: {2}- .*\n)+/, '')],
  ['en post som används', 'knowledge/process/12.1.yaml', replace('replacedBy:\n', 'replacedBy:\n  - "process/2.5.2"\n')],
  ['leverantörer i rangordning, eller fältet pending', filesOf('supplier')(), (text) => text.replace(/^suppliers:.*\n(?: {2}- .*\n)*/m, 'suppliers: []\n').replace(/^pending:\n.*\n.*\n/m, '')],
  ['ett tillfälle med egen dag och plats', inContentCourse(), withOccasions('{ place: "Göteborg", date: "2019-10-16" }', '{ place: "Göteborg", date: "2019-10-16" }')],
  ['en dag senast …, när kursen börjar', inContentCourse(), withOccasions('{ place: "Göteborg", date: "2019-11-20", lastRegistration: "2019-11-21" }')],
  ['ett ämne som har en mening i dialogs/outside.yaml', 'knowledge/outside.yaml', replace('topics:\n', 'topics:\n  - key: "moon"\n    phrasings:\n      sv: ["hur långt är det till månen"]\n      en: ["how far is it to the moon"]\n')],
];

const asWarningSecrecy = filesOf('secrecy');
const asWarning: readonly Planted[] = [
  ['en granskning under det senaste året', asWarningSecrecy(), replace(/reviewed: ".*"/, 'reviewed: "2020-01-01"')],
  ['någon som svarar för innehållet', 'knowledge/framework/about.yaml', (text) => text.replace(/^owner: .*\n/m, '')],
  ['en hänvisning som är kontrollerad mot lagtexten', asWarningSecrecy('  - law: "osl"\n'), replace('  - law: "osl"\n', '  - law: "osl"\n    unverified: true\n')],
  ['minst … formuleringar', asWarningSecrecy(), replace(/phrasings:\n {2}sv:\n(?: {4}- .*\n)+/, 'phrasings:\n  sv:\n    - "hur fort ska det gå att få ut något från månen"\n')],
  ['minst hälften med 10 ord eller fler', asWarningSecrecy(), replace(/phrasings:\n {2}sv:\n(?: {4}- .*\n)+/, 'phrasings:\n  sv:\n    - "månens gallring"\n')],
  ['kursens webbadress', filesOf('course')('links:\n'), replace(/^links:\n(?: {2}.*\n)+/m, '')],
  ['inget fält här: …', asWarningSecrecy(), (text) => `${text}links:\n  - title: { sv: "Sidan", en: "The page" }\n    address: "https://www.vgregion.se/"\n`],
  ['den officiella webbadressen', 'knowledge/laws.yaml', replace(/ {4}address: .*\n/, '')],
  ['formulärets egen webbadress', filesOf('supplier')('form:\n'), (text) => text.replace(/(form:\n {2}kind: .*\n) {2}address: .*\n/, '$1')],
  ['varje ämnesord också i en annan formulering eller under ett begrepp', 'knowledge/language/concepts.yaml', replace(/absenceRouting:\n.*\n.*\n/, '')],
];

/** A copy of knowledge/ and dialogs/ with mistakes in it, while `work` looks at it. */
function withPlanted<T>(planted: readonly Planted[], work: (folders: { knowledge: string; dialogs: string }) => T): T {
  const root = mkdtempSync(join(tmpdir(), 'docs-'));
  try {
    for (const folder of ['knowledge', 'dialogs']) cpSync(join(productRoot, folder), join(root, folder), { recursive: true });
    for (const [, file, change] of planted) {
      const path = join(root, file);
      if (change === null) rmSync(path, { recursive: true });
      else writeFileSync(path, change(existsSync(path) ? readFileSync(path, 'utf8') : ''));
    }
    return work({ knowledge: join(root, 'knowledge'), dialogs: join(root, 'dialogs') });
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** Whether a message is the documented one: "…" stands for anything. */
function isMessage(documented: string, expected: string): boolean {
  const parts = documented.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.+')}$`, 's').test(expected);
}

const today = '2026-11-22';

describe.each<[heading: string, severity: Problem['severity'], planted: readonly Planted[]]>([
  ['### Fel: filen är inte rätt skriven', 'error', inForm],
  ['### Fel: innehållet stämmer inte', 'error', inContent],
  ['### Varningar', 'warning', asWarning],
])('the messages of the check: %s', (heading, severity, planted) => {
  const text = read('docs', 'for-innehallsansvariga.md');
  const documented = (under: string) => rowsOf(section(text, under)).slice(2).map(([message]) => message!.replace(/^`|`$/g, ''));
  let problems: Problem[];
  beforeAll(() => {
    problems = withPlanted(planted, (folders) => problemsIn(folders, today)).problems.filter((one) => one.severity === severity);
  });

  test('each has its row, and each row its mistake', () => {
    expect(documented(heading)).toEqual(planted.map(([message]) => message));
  });

  test.each(planted)('"%s" is said of %s', (message, file) => {
    const said = problems.filter((one) => file === one.file || file.startsWith(one.file.endsWith('/') ? one.file : `${one.file}/`));
    expect(said.map(({ expected }) => expected).filter((expected) => isMessage(message, expected))).not.toEqual([]);
  });

  test('nothing is said that the page does not explain', () => {
    const known = ['### Fel: filen är inte rätt skriven', '### Fel: innehållet stämmer inte', '### Varningar'].flatMap(documented);
    expect(problems.map(({ expected }) => expected).filter((expected) => !known.some((message) => isMessage(message, expected)))).toEqual([]);
  });
});

test('the page shows a message as the check prints it', async () => {
  const [example] = /FEL: [^]*?(?=\n```)/.exec(read('docs', 'for-innehallsansvariga.md'))!;
  const printed: string[] = [];
  const terminal = { out: (line: string) => printed.push(line), err: () => undefined, lines: async function* () {}, isTerminal: false, columns: 80 };
  await withPlanted([inContent[0]!], async (folders) => createCheck(folders, () => today).run([], terminal));
  expect(printed.join('\n')).toContain(example);
});
