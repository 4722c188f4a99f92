/** Stands in a case for a word of its own, by which what was sent is recognised in logs and replies. */
export const mark = 'QZXMARK';

const letters = 'abcdefghijklmnop';
const digits = 5;
/** All of them in a text. */
export const anyMark = /qzx[a-p]{5}/g;

/** The word of the case of this number, of letters alone: codes and years mean something to the bot. */
export function markOf(number: number): string {
  return `qzx${Array.from({ length: digits }, (_, i) => letters[Math.floor(number / 16 ** i) % 16]).join('')}`;
}
