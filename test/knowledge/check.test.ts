import { checkKnowledge } from '../../src/knowledge/check';
import { loadKnowledge, readKnowledge } from '../../src/knowledge/load';
import { formatProblem, type Problem } from '../../src/knowledge/problem';
import { copyKnowledge } from '../support/knowledge-folder';

const file = 'secrecy/mobile-number.yaml';
const links = 'links:\n  - title: { sv: "Sidan", en: "The page" }\n    address: "https://www.vgregion.se/"\n';

/** Breaks a copy of the knowledge and gives what the check says of it. */
function problemsAfter(file: string, change: (text: string) => string, today = '2026-11-22'): Problem[] {
  const copy = copyKnowledge();
  try {
    copy.edit(file, change);
    const { knowledge, problems } = readKnowledge(copy.folder);
    return knowledge ? checkKnowledge(knowledge, today) : problems;
  } finally {
    copy.remove();
  }
}

const replace = (from: string | RegExp, to: string) => (text: string) => text.replace(from, to);

describe('the check says what is wrong, where, what it expected and what it found', () => {
  test.each<[name: string, file: string, change: (text: string) => string, expected: Partial<Problem>]>([
    ['an unknown related id', file, replace('related:\n', 'related:\n  - "secrecy/nothing-such"\n'), { field: 'related[0]', expected: 'id för en post som finns', found: 'secrecy/nothing-such' }],
    ['an id that is none', file, replace('related:\n', 'related:\n  - "Mobile"\n'), { field: 'related[0]', found: '"Mobile"' }],
    ['a missing language', file, replace(/answer:\n {2}sv: .*\n/, 'answer:\n'), { field: 'answer.sv', expected: 'en text, helst inom citattecken', found: 'saknas' }],
    ['a wrong type', file, replace(/verdict: .*\n/, 'verdict: 7\n'), { field: 'verdict', expected: 'något av doNotDisclose, mayDisclose, mustDisclose, assessFirst, howTo, explanation', found: '7' }],
    ['an unknown field', file, replace(/verdict:/, 'verdikt: "x"\nverdict:'), { expected: 'bara fält som boten känner till; kontrollera stavning och indrag', found: 'verdikt' }],
    ['a bare yes', file, replace(/answer:\n {2}sv: ".*"/, 'answer:\n  sv: "Ja, det får du."'), { field: 'answer.sv', expected: 'ett svar som säger vad man ska göra, inte bara ja eller nej' }],
    ['an answer that is too long', file, replace(/answer:\n {2}sv: "/, `answer:\n  sv: "${'ord '.repeat(90)}`), { field: 'answer.sv + steps.sv', expected: 'högst 90 ord' }],
    ['a repealed law cited', file, replace('law: "osl"', 'law: "pul"'), { field: 'citations[0].law', found: 'pul, som är upphävd' }],
    ['an unknown law cited', file, replace('law: "osl"', 'law: "xyz"'), { field: 'citations[0].law', found: 'xyz' }],
    ['a repealed law in the answer', file, replace(/answer:\n {2}sv: "/, 'answer:\n  sv: "Enligt PUL gäller: '), { field: 'answer.sv + steps.sv', found: 'PUL' }],
    ['a phrasing that another entry has', file, replace('phrasings:\n  sv:\n', 'phrasings:\n  sv:\n    - "hemnummer kollega till salu"\n    - "Hemnummer, kollega till salu?"\n'), { found: '"Hemnummer, kollega till salu?"' }],
    ['a review in the future', file, replace(/reviewed: .*/, 'reviewed: "2027-01-01"'), { field: 'reviewed', severity: 'error' }],
    ['a date that is none', file, replace(/reviewed: .*/, 'reviewed: "2026-02-30"'), { field: 'reviewed', expected: 'ett datum som finns, skrivet 2026-11-22', found: '"2026-02-30"' }],
    ['an id other than the path', file, replace('id: "secrecy/mobile-number"', 'id: "secrecy/mobile-numbers"'), { field: 'id' }],
    ['a duplicate id', file, replace('id: "secrecy/mobile-number"', 'id: "secrecy/absence-reason"'), { field: 'id', found: 'secrecy/absence-reason' }],
    ['a removed process without replacement', 'process/2.5.2.yaml', replace(/replacedBy:\n(?: {2}- .*\n)+/, ''), { field: 'replacedBy', found: 'saknas' }],
    ['a parent that is not above', 'process/2.5.3.yaml', replace('parent: "group/2.5"', 'parent: "group/2.6"'), { field: 'parent', found: 'group/2.6' }],
    ['an occasion that stands twice', 'course/i-offentlighetens-tjanst.yaml', replace('occasions:\n', 'occasions:\n  - { place: "Göteborg", date: "2019-10-16" }\n'), { field: 'occasions[1]', found: '2019-10-16 Göteborg en gång till' }],
    ['a last day after the course', 'course/i-offentlighetens-tjanst.yaml', replace('lastRegistration: "2019-10-02"', 'lastRegistration: "2019-10-17"'), { field: 'occasions[0].lastRegistration', found: '2019-10-17' }],
    ['an expression too long for the search', 'language/concepts.yaml', replace(/sv: \[/, 'sv: ["fem ord är ett för", '), { expected: 'högst 4 ord', found: '"fem ord är ett för"' }],
    ['a http address that is none', file, replace(/address: "https[^"]*"/, 'address: "javascript:alert(1)"'), { expected: 'en webbadress som börjar med https:// eller http://', found: '"javascript:alert(1)"' }],
  ])('%s', (_name, where, change, expected) => {
    const errors = problemsAfter(where, change).filter(({ severity }) => severity === 'error');
    expect(errors).toContainEqual(expect.objectContaining(expected));
    expect(errors[0]!.file).toMatch(/\.yaml$/);
  });

  test.each(['secrecy/mobile-number', 'process/1.6', 'supplier/ledarskap'])('links of %s, which nobody sees, are a warning', (id) => {
    expect(problemsAfter(`${id}.yaml`, (text) => text + links)).toContainEqual(
      { severity: 'warning', file: `${id}.yaml`, field: 'links', expected: 'inget fält här: bara kurser och ramavtalet visar sina länkar', found: '1 som inte visas' },
    );
  });

  test('links that are shown are none', () => {
    for (const id of ['course/ugl', 'framework/about']) {
      const problems = problemsAfter(`${id}.yaml`, (text) => text.replace(/^links:\n(?: {2}.*\n)+/m, '') + links);
      expect(problems.filter(({ file, field }) => file === `${id}.yaml` && field === 'links')).toEqual([]);
    }
  });

  test('a review older than a year is a warning', () => {
    expect(problemsAfter(file, replace(/reviewed: .*/, 'reviewed: "2025-11-01"'))).toContainEqual(
      expect.objectContaining({ severity: 'warning', field: 'reviewed', found: '2025-11-01' }),
    );
  });

  test('every problem is told at once, each on one line', () => {
    const problems = problemsAfter(file, (text) => text.replace(/verdict: .*\n/, 'verdict: 7\n').replace(/reviewed: .*/, 'reviewed: "never"'));
    expect(problems.map(({ field }) => field).sort()).toEqual(['reviewed', 'verdict']);
    for (const problem of problems) expect(formatProblem(problem)).toMatch(/^fel +secrecy\/mobile-number\.yaml › \w+: ska vara .+; är nu .+$/);
  });

  test.each([
    ['broken YAML', 'title: {sv: "x"\nid: ]['],
    ['an alias bomb', 'a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n'],
    ['nothing at all', ''],
    ['a list', '- 1\n- 2\n'],
    ['binary rubbish', '\u0000\u0001\u0002'],
  ])('%s is a message, never a stack trace', (_name, text) => {
    const copy = copyKnowledge();
    try {
      copy.add('secrecy/new-entry.yaml', text);
      const { knowledge, problems } = readKnowledge(copy.folder);
      expect(knowledge).toBeUndefined();
      expect(problems[0]).toMatchObject({ severity: 'error', file: 'secrecy/new-entry.yaml' });
      expect(() => loadKnowledge(copy.folder)).toThrow(expect.objectContaining({ code: 'KNOWLEDGE_INVALID', message: expect.stringContaining('secrecy/new-entry.yaml') }));
    } finally {
      copy.remove();
    }
  });

  test('a missing folder is told, not thrown', () => {
    const { problems } = readKnowledge('/nowhere');
    expect(problems.map(({ file }) => file)).toEqual(expect.arrayContaining(['secrecy/', 'laws.yaml', 'language/sv.yaml']));
  });
});
