import { createLookup } from '../../src/dialogs/lookup';
import type { CourseEntry } from '../../src/knowledge/schema';
import { languages } from '../../src/language';
import { now, product } from '../support/product';
import { roomOf2019 } from '../support/reminder-scene';

const { room, knowledge } = product();
const lookup = createLookup(room);
const ids = (text: string, locale: 'sv' | 'en' = 'sv') => lookup.byText(text, locale, now).entries.map(({ id }) => id);
const row = (id: string, language: 'sv' | 'en' = 'sv', at = now) => lookup.byText(knowledge.entries.get(id)!.title[language], language, at).entries.find((entry) => entry.id === id)!;

describe('typed letter by letter', () => {
  test.each([
    ['sekr', 'secrecy/secrecy-levels'],
    ['hemnu', 'secrecy/staff-home-contact'],
    ['får jag lämna ut hemnu', 'secrecy/staff-home-contact'],
    ['ugl', 'course/ugl'],
    ['UGL', 'supplier/ugl-ul-il'],
    ['lexi', 'supplier/kommunikation'],
    ['ramavt', 'framework/about'],
    ['home num', 'secrecy/staff-home-contact'],
    ['utlämnande av hand', 'process/2.6.5'],
    ['utlamnande av hand', 'process/2.6.5'],
    ['hand utläm', 'process/2.6.5'],
  ])('%s → %s', (text, id) => expect(ids(text)).toContain(id));

  test('a code gives the entry and what is below it, in order', () =>
    expect(ids('2.6').slice(0, 6)).toEqual(['group/2.6', 'process/2.6.1', 'process/2.6.2', 'process/2.6.3', 'process/2.6.4', 'process/2.6.5']));

  test('what stands higher in the structure comes first, 2.9 before 2.10', () => {
    expect(ids('2')).toEqual(['area/2', ...['2.1', '2.2', '2.3', '2.4', '2.5', '2.6', '2.7', '2.8', '2.9'].map((code) => expect.stringMatching(new RegExp(`/${code}$`)))]);
  });

  test('a code that no entry has gives those above it', () => expect(ids('2.99')).toEqual(['area/2']));

  test('every title finds its entry, in both languages and at every length from four letters', () => {
    for (const entry of knowledge.entries.values()) {
      for (const language of languages) expect(ids(entry.title[language], language)).toContain(entry.id);
    }
    const title = knowledge.entries.get('secrecy/staff-home-contact')!.title.sv;
    for (let length = 4; length <= title.length; length++) expect(ids(title.slice(0, length))).toContain('secrecy/staff-home-contact');
  });

  test('a whole question gives its answer first', () => {
    expect(ids('Får jag lämna ut kollegans hemnummer till en som ringer?')[0]).toBe('secrecy/staff-home-contact');
    expect(ids('påminn mig om UGL')).toEqual(['course/ugl']);
  });

  test('at most ten, each once', () => {
    for (const text of ['s', 'a', 'hantera', 'an', '1', 'the']) {
      const found = ids(text);
      expect(found.length).toBeLessThanOrEqual(10);
      expect(new Set(found).size).toBe(found.length);
    }
  });
});

test.each(['', '  ', '?!', '🙂', '\u0000'])('nothing readable ("%s") gives the examples of the help', (text) =>
  expect(ids(text)).toEqual(['secrecy/staff-home-contact', 'process/1.6', 'supplier/kommunikation', 'course/ugl']));

describe('where there is no entry, what the bot would say', () => {
  const said = (text: string, locale: 'sv' | 'en' = 'sv') => lookup.byText(text, locale, now).message;

  test.each([['pannkakor', 'sv'], ['pancakes with jam', 'en']] as const)('not covered: %s', (text, locale) => {
    expect(ids(text, locale)).toEqual([]);
    expect(said(text, locale)).toContain(room.say(locale, 'conversation.covers'));
  });
  test('a topic of others gets the way on', () => expect(said('när får jag min lön?')).toContain(room.say('sv', 'outside.pay-and-leave')));
  test('small talk', () => expect(said('hej')).toBe(room.say('sv', 'conversation.greeting')));

  test.each(['jag har ont i bröstet', 'hjälp, det brinner', 'I have chest pain'])('danger to life gets the number to call and no list: %s', (text) => {
    expect(ids(text)).toEqual([]);
    expect(said(text)).toContain('112');
  });
  test('each expression of danger, typed to its end, gets the number to call', () => {
    for (const language of languages) for (const text of knowledge.language[language].emergency) expect([text, said(text)]).toEqual([text, expect.stringContaining('112')]);
  });
});

describe('the language', () => {
  test.each([
    ['ugl', 'sv', 'sv'],
    ['ugl', 'en', 'en'],
    ['2.6.5', 'en', 'en'],
    ['secrecy', 'sv', 'en'],
    ['hemnu', 'en', 'sv'],
    ['May I give out a colleague’s home number?', 'sv', 'en'],
    ['Får jag lämna ut kollegans hemnummer?', 'en', 'sv'],
    ['', 'en', 'en'],
  ] as const)('"%s" in a %s Teams: %s', (text, locale, language) => {
    const { language: said, entries } = lookup.byText(text, locale, now);
    expect([said, ...new Set(entries.map(({ posted }) => posted.language))]).toEqual([language, language]);
  });
});

describe('the line of an entry', () => {
  test.each([
    ['secrecy/staff-home-contact', 'sv', 'Lämna inte ut en kollegas hemadress eller privata telefonnummer.'],
    ['secrecy/staff-home-contact', 'en', 'Do not disclose. Do not give out a colleague’s home address or private telephone number.'],
    ['process/2.6.5', 'sv', '2 GE VERKSAMHETSSTÖD › 2.6 Administrera allmänna handlingar'],
    ['process/2.5.2', 'sv', 'Använd 2.5.4 Hantera inköp och upphandlingar i stället.'],
    ['supplier/ugl-ul-il', 'sv', 'Först i rangordningen: Harmoni i Livet Syd'],
    ['framework/about', 'sv', 'Ramavtalet gäller utbildning inom det administrativa området.'],
  ] as const)('%s %s', (id, language, line) => expect(row(id, language).line).toBe(line));

  test('a course: its next date, or what it is', () => {
    const id = 'course/i-offentlighetens-tjanst';
    const line = (at: Date) => createLookup(roomOf2019()).byText(knowledge.entries.get(id)!.title.sv, 'sv', at).entries.find((entry) => entry.id === id)!.line;
    expect(line(new Date('2019-09-20T11:00:00Z'))).toMatch(/^Nästa tillfälle: Göteborg .*2019\. Anmäl dig senast /);
    expect(line(now)).toBe('En dag om hur VGR styrs och vad som väntas av dig som är anställd i offentlig verksamhet.');
  });

  test('every entry has one, in both languages', () => {
    for (const id of knowledge.entries.keys()) for (const language of languages) expect([id, row(id, language).line]).toEqual([id, expect.stringMatching(/\S/)]);
  });
});

test('what is posted has no buttons, and all of the answer', () => {
  for (const id of knowledge.entries.keys()) expect(row(id).posted).toMatchObject({ buttons: [], blocks: expect.arrayContaining([expect.objectContaining({ type: 'fold' })]) });
});

test('any text at all is taken', () => {
  const texts = ['x'.repeat(100_000), 'å'.repeat(3_000), '2.'.repeat(5_000), '<script>alert(1)</script>', '\ud800', '(((((', '.*+?^${}()|[]\\', '__proto__', '\u202e ugl', ' ugl\n'];
  for (const text of texts) for (const locale of languages) expect(() => lookup.byText(text, locale, now)).not.toThrow();
});

describe('links', () => {
  const page = 'https://www.vgregion.se/ov/vgr-akademin/utbildningskatalogen/medarbetarkunskap-och-offentlig-verksamhet/i-offentlighetens-tjanst';
  const course = (address: string) => lookup.byLink(address, 'sv', now)?.id;

  test.each([
    `${page}/`,
    page,
    page.replace('https://www.vgregion.se', 'HTTPS://WWW.VGRegion.SE'),
    page.replace('https', 'http'),
    `${page}/?utm_source=intranet&utm_medium=mail&fbclid=x`,
    `${page}/#anmalan`,
  ])('the course of %s', (address) => expect(course(address)).toBe('course/i-offentlighetens-tjanst'));

  test.each([
    'https://www.vgregion.se/',
    page.replace('i-offentlighetens-tjanst', 'en-annan-kurs'),
    `${page}/?sida=2`,
    page.replace('www.vgregion.se', 'www.vgregion.se.evil.example'),
    page.replace('https://www', 'https://www.vgregion.se@evil.example/www'),
    page.replace('https:', 'ftp:'),
    'javascript:alert(1)',
    'inte en adress',
    '',
  ])('no course of %s', (address) => expect(course(address)).toBeUndefined());

  test('the portal that several courses link to is about none of them', () => expect(course('https://larportalen.vgregion.se/')).toBeUndefined());

  test('nor has a page of others, although a course links to it', () => {
    const { links } = knowledge.entries.get('course/fullmaktiges-presidiekonferens') as CourseEntry;
    expect(links.map(({ address }) => new URL(address).host)).toEqual(['skr.se']);
    for (const { address } of links) expect(course(address)).toBeUndefined();
  });
});
