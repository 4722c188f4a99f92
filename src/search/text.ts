/** Questions longer than this are cut: the start of a long story holds what it is about, and work per question stays bounded. */
export const longestQuestion = 2000;

/**
 * Text from outside made safe to work with: NFC, control and formatting characters gone, white space single,
 * at most `longestQuestion` characters. Gives '' when nothing readable is left.
 */
export function clean(text: string): string {
  return text
    .slice(0, longestQuestion * 4)
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, longestQuestion);
}

/**
 * Lower case without diacritics: å and ä as a, ö as o, é as e.
 * Questions and phrasings are folded alike, so that people may type å ä ö, a a o or decomposed Unicode and get the same answer.
 */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/ø/g, 'o')
    .replace(/æ/g, 'ae');
}

function split(text: string): string[] {
  const joined = text.replace(/(?<!\p{L})(\p{L})-(?=\p{L})/gu, '$1').replace(/(?<!\p{L})(\p{L}{1,2})\/(?=\p{L}{1,2}(?!\p{L}))/gu, '$1');
  return joined.match(/\p{N}+(?:[.:]\p{N}+)*|\p{L}+/gu) ?? [];
}

/**
 * The words of a text, folded. "e-post" is one word, so are "IS/IT", "2.6.5" and "14:30"; other hyphens and marks separate.
 */
export function words(text: string): string[] {
  return split(fold(text));
}

/** The same words at the same places, lower case but with their diacritics: "läs", "lås" and "LAS" are three. */
export function markedWords(text: string): string[] {
  return split(text.normalize('NFC').toLowerCase());
}

/**
 * The part of a message that asks: its questions, or else its last sentence. A story before it tells the topic;
 * what kind of answer is wanted ("Var ska det registreras?") stands here.
 */
export function askingPart(text: string): string {
  const sentences = text.split(/(?<=[.!?])\s+/).filter((sentence) => /\p{L}/u.test(sentence));
  const questions = sentences.filter((sentence) => sentence.trimEnd().endsWith('?'));
  return questions.length > 0 ? questions.join(' ') : (sentences.at(-1) ?? text);
}
