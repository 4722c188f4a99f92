/** What stands for what was taken away. */
export const placeholders = { name: '[namn]', phone: '[telefon]', mail: '[e-post]', identity: '[personnummer]', link: '[länk]', number: '[nummer]' } as const;

export type Placeholder = keyof typeof placeholders;

/** Puts a placeholder where one is due; the text goes on being worked on. */
export type Put = (what: Placeholder) => string;

/** Teams' mentions of others. What is said to the bot has its own removed. */
const mentions = /<at[^>]*>.*?<\/at>/giu;
/** Also "namn (at) vgregion.se"; what only looks like an address goes too. */
const mails = /[^\s@<>]+(?:@|\s@\s|\s?[([]\s?at\s?[)\]]\s?)[^\s@<>]*[\p{L}\p{N}]/giu;
const handles = /@\p{L}[\p{L}\p{N}._-]*/gu;
const links = /(?:\p{L}+:\/\/|www\.)\S+|(?<![\p{L}\p{N}])(?:[\p{L}\p{N}-]+\.)+(?:se|nu|com|org|net|eu|no|dk|fi|io)(?![\p{L}\p{N}])(?:\/\S*)?/giu;

/**
 * Digits, however they are kept apart. A comma only without a space after it ("2.6.5, 2.6.6" are two), and brackets only round a
 * group of digits: "(031) 12 34 56", but not "(2009:400) 25 kap."
 */
const digitRuns = /(?:\+\s?)?(?:\((?=\+?\p{Nd}{1,5}\))\+?)?\p{Nd}(?:(?:[\s\p{Pd}−.·/\\+_*'’|]|,(?=\p{Nd})|\((?=\p{Nd}{1,5}\))|(?<=\(\+?\p{Nd}{1,5})\)){0,4}\p{Nd})*/gu;

/** A code of the records classification: "2.6.5". */
const code = /^[1-9](?:\.\d{1,2}){1,3}$/;
/** Month and day as in identity numbers; of a samordningsnummer the day has 60 added. */
const birthday = '(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01]|6[1-9]|[78]\\d|9[01])';
const identityDigits = new RegExp(`^(?:(?:18|19|20)?\\d{2}${birthday}\\d{4}|(?:(?:18|19|20)\\d{2}|\\d{2})${birthday})$`);
/** How identity numbers are written; a telephone number may have the same digits. */
const identityForm = /^(?!0\d+$)\d{6}(?:\d\d)?(?:\s?[-+–−]?\s?\d{4})?$/;
/** Fewer digits are a year, a time, a paragraph; more may tell who somebody is. */
const mostDigits = 4;
const shortestPhone = 7;

function ofRun(run: string, put: Put): string {
  const digits = run.replace(/\P{Nd}+/gu, '');
  if (digits.length <= mostDigits || code.test(run)) return run;
  if (identityForm.test(run) && identityDigits.test(digits)) return put('identity');
  return put(digits.length >= shortestPhone && /^[(\s]*(?:\+|0)/.test(run) ? 'phone' : 'number');
}

/** Takes away addresses and every longer number: identity numbers in all Swedish forms, telephone numbers, and what else is long. */
export function maskNumbers(text: string, put: Put): string {
  return text
    .replace(mentions, () => put('name'))
    .replace(mails, () => put('mail'))
    .replace(links, () => put('link'))
    .replace(handles, () => put('name'))
    .replace(digitRuns, (run) => ofRun(run, put));
}
