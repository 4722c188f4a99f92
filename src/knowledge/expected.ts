import type { z } from 'zod';

/** What zod calls the kinds of value, as an editor knows them. */
const values: Readonly<Record<string, string>> = {
  string: 'en text, helst inom citattecken',
  number: 'ett tal',
  array: 'en lista: en rad för varje del, med bindestreck (-) först',
  object: 'en grupp av fält, skrivna som namn: värde',
  record: 'en grupp av fält, skrivna som namn: värde',
};

const formats: Readonly<Record<string, string>> = {
  date: 'ett datum som finns, skrivet 2026-11-22',
  url: 'en webbadress som börjar med https:// eller http://',
};

/**
 * What a field should hold, in Swedish that needs no programming to understand: handed to each parse as its `error`, so that
 * no other schema changes its language. What a schema says itself goes before this. zod's own Swedish (z.locales.sv) speaks of
 * "string", "ISO-datum" and "reguljärt uttryck".
 */
export function expected(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return values[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return issue.values.length === 1 ? String(issue.values[0]) : `något av ${issue.values.join(', ')}`;
    case 'too_small':
      if (issue.origin === 'string') return 'en text som inte är tom';
      return `${issue.exact ? 'precis' : 'minst'} ${issue.minimum} i listan`;
    case 'too_big':
      return `${issue.exact ? 'precis' : 'högst'} ${issue.maximum} i listan`;
    case 'invalid_format':
      return formats[issue.format] ?? 'rätt skrivet';
    case 'unrecognized_keys':
      return 'bara fält som boten känner till; kontrollera stavning och indrag';
    default:
      return 'rätt skrivet';
  }
}

/** The same for a file that is no YAML, by the parser's code of the mistake. */
const brokenYaml: Readonly<Record<string, string>> = {
  BAD_INDENT: 'lika långt indrag som raderna omkring, och varje [ eller { avslutad med ] eller }',
  TAB_AS_INDENT: 'indrag med blanksteg, inte med tabb',
  BLOCK_AS_IMPLICIT_KEY: 'text inom citattecken om den innehåller kolon, och rätt indrag på nästa rad',
  MULTILINE_IMPLICIT_KEY: 'ett fält skrivet som namn: värde, på en rad',
  MISSING_CHAR: 'ett avslutande citattecken, ] eller }; det kan saknas på en rad ovanför',
  DUPLICATE_KEY: 'varje fält en enda gång',
  BAD_SCALAR_START: 'text inom citattecken när den börjar med ett tecken som @ eller `',
  BAD_DQ_ESCAPE: 'ett omvänt snedstreck skrivet två gånger (\\\\) inom citattecken',
  UNEXPECTED_TOKEN: 'ingenting efter det sista citattecknet, och bindestreck och fält inte blandade på samma nivå',
  MULTIPLE_DOCS: 'ingen rad med bara ---',
};

/** @param code as the package yaml gives it */
export function expectedYaml(code: string): string {
  return brokenYaml[code] ?? 'giltig YAML: namn: värde, med lika långt indrag på samma nivå';
}
