import type { Walk } from '../../support/walk';

const home = 'Får jag lämna ut en kollegas hemnummer?';
const oldButton = 'Den knappen gäller inte längre.';

/** Buttons that nobody drew, cards of another version, buttons pressed twice and long after. */
export const cards: readonly Walk[] = [
  {
    name: 'data that no card of ours carries',
    language: 'sv',
    steps: [
      { action: { v: 1, do: 'dance', language: 'sv' }, contains: oldButton },
      { action: 'rubbish', contains: oldButton },
      { action: { v: 1, do: 'show', id: 'process/1.6', language: 'fi' }, contains: oldButton },
      { action: { v: 1, do: 'ask', text: 'x'.repeat(501), language: 'sv' }, contains: oldButton },
      { action: { msteams: { type: 'task/fetch' } }, contains: oldButton, buttons: [home] },
      { tap: home, entry: 'secrecy/staff-home-contact' },
    ],
  },
  {
    name: 'unknown data is answered in the language that was chosen',
    language: 'en',
    steps: [
      { say: 'in English', contains: 'From now on I answer in English', buttons: ['How long is the UGL course?'] },
      { action: { v: 1, do: 'dance', language: 'sv' }, contains: 'That button no longer works.' },
      { action: { v: 1, do: 'show', id: 'process/gone', language: 'en' }, contains: 'That button no longer works.' },
    ],
  },
  {
    name: 'a card of another version, and of entries that are gone',
    language: 'sv',
    steps: [
      { action: { v: 2, do: 'show', id: 'process/1.6', language: 'sv' }, contains: oldButton },
      { action: { do: 'show', id: 'process/1.6', language: 'sv' }, contains: oldButton },
      { action: { v: 1, do: 'show', id: 'process/99.9', language: 'sv' }, entry: null, contains: oldButton },
      { action: { v: 1, do: 'follow', course: 'course/gone', language: 'sv' }, contains: oldButton },
      { action: { v: 1, do: 'declined', id: 'supplier/gone', rank: 1, language: 'sv' }, contains: oldButton },
      { action: { v: 1, do: 'draft', id: 'supplier/kommunikation', rank: 9, language: 'sv' }, contains: oldButton },
      { action: { v: 1, do: 'show', id: 'process/1.6', language: 'sv', extra: 'of a newer card' }, entry: 'process/1.6' },
    ],
  },
  {
    name: 'a card in the other language answers in its own, and the conversation keeps the chosen one',
    language: 'sv',
    steps: [
      { say: 'på svenska' },
      { action: { v: 1, do: 'show', id: 'secrecy/staff-home-contact', language: 'en' }, language: 'en', entry: 'secrecy/staff-home-contact' },
      { say: 'source?', entry: 'secrecy/staff-home-contact', contains: 'Källor' },
    ],
  },
  {
    name: 'every button pressed twice says the same twice',
    language: 'sv',
    steps: [
      { say: 'Hur lång är UGL?', entry: 'course/ugl' },
      { tap: 'Påminnelser om kursen', contains: 'Klart! Jag påminner om UGL' },
      { tapOld: 'Påminnelser om kursen', contains: 'Jag påminner redan om UGL' },
      { tap: 'Sluta påminna mig', contains: 'Jag slutar påminna om UGL' },
      { tapOld: 'Sluta påminna mig', contains: 'Jag påminner inte om UGL' },
      { tapOld: 'UL – Utvecklande ledarskap', entry: 'course/ul' },
      { tapOld: 'UL – Utvecklande ledarskap', entry: 'course/ul' },
      { say: 'tillbaka', entry: 'course/ugl' },
    ],
  },
  {
    name: 'declined pressed twice is not two who declined',
    language: 'en',
    steps: [
      { say: 'Who can hold a course in plain language?', entry: 'supplier/kommunikation' },
      { tap: 'Number one declined', contains: 'The next to ask is Lexicon' },
      { tapOld: 'Number one declined', contains: 'The next to ask is Lexicon' },
      { tapOld: 'Draft of a call-off', contains: 'Supplier: Lexicon, number two' },
      { tapOld: 'Draft of a call-off', contains: 'Supplier: Lexicon, number two' },
    ],
  },
  {
    name: 'a button of last week still works, and what is typed then leans on it',
    language: 'sv',
    steps: [
      { say: home, entry: 'secrecy/staff-home-contact' },
      { say: '2.6.5', entry: 'process/2.6.5' },
      { tapOld: 'Mobilnummer till anställda och förtroendevalda', later: 60 * 24 * 7, entry: 'secrecy/mobile-number' },
      { say: 'vilken paragraf?', entry: 'secrecy/mobile-number' },
      { say: 'tillbaka', entry: 'secrecy/mobile-number' },
    ],
  },
];
