import type { Walk } from '../../support/walk';

/** Hello, help, who are you; the language; back and forth. */
export const smallTalk: readonly Walk[] = [
  {
    name: 'the first words, and a question from them',
    language: 'sv',
    steps: [
      { added: 'personal', contains: ['Hej! Jag är Vägvisaren', 'fattar inga beslut'], buttons: ['Får jag lämna ut en kollegas hemnummer?'] },
      { tap: 'Får jag lämna ut en kollegas hemnummer?', entry: 'secrecy/staff-home-contact' },
      { tapOld: 'Var diarieför jag APT-anteckningar?', entry: 'process/1.6' },
      { tapOld: 'Vem kan hålla en kurs i klarspråk?', entry: 'supplier/kommunikation' },
      { tapOld: 'Hur lång är UGL?', entry: 'course/ugl' },
    ],
  },
  {
    name: 'the first words in English',
    language: 'en',
    steps: [
      { added: 'personal', contains: 'Hello! I am Vägvisaren', buttons: ['How long is the UGL course?'] },
      { tap: 'Where do I file minutes from a workplace meeting?', entry: 'process/1.6' },
      { tapOld: 'Who can hold a course in plain language?', entry: 'supplier/kommunikation' },
    ],
  },
  { name: 'the first words in a group', language: 'sv', kind: 'group', steps: [{ added: 'group', contains: 'Nämn mig med @Vägvisaren' }, { say: '2.6.5', entry: 'process/2.6.5' }] },
  {
    name: 'help: five examples, and every one of them works',
    language: 'sv',
    steps: [
      { say: 'hjälp', entry: null, contains: ['Skriv din fråga', 'Prova till exempel'], buttons: ['Process 2.6.5'] },
      { tap: 'Får jag lämna ut en kollegas hemnummer?', entry: 'secrecy/staff-home-contact' },
      { tapOld: 'Var diarieför jag APT-anteckningar?', entry: 'process/1.6' },
      { tapOld: 'Vem kan hålla en kurs i klarspråk?', entry: 'supplier/kommunikation' },
      { tapOld: 'Hur lång är UGL?', entry: 'course/ugl' },
      { tapOld: 'Process 2.6.5', entry: 'process/2.6.5' },
    ],
  },
  {
    name: 'help in English: five examples, and every one of them works',
    language: 'en',
    steps: [
      { say: 'help', entry: null, contains: ['Type your question', 'Try for example'] },
      { tap: "May I give out a colleague's home number?", entry: 'secrecy/staff-home-contact' },
      { tapOld: 'Where do I file minutes from a workplace meeting?', entry: 'process/1.6' },
      { tapOld: 'Who can hold a course in plain language?', entry: 'supplier/kommunikation' },
      { tapOld: 'How long is the UGL course?', entry: 'course/ugl' },
      { tapOld: 'Process 2.6.5', entry: 'process/2.6.5' },
    ],
  },
  {
    name: 'hello, who are you, thanks; in between an answer, which stays the last one',
    language: 'sv',
    steps: [
      { say: 'hej', contains: 'Hej! Fråga mig om sekretess' },
      { say: 'vem är du?', contains: ['Jag är Vägvisaren, en bot.', 'Jag hittar inte på egna svar'] },
      { say: 'Får jag lämna ut en kollegas hemnummer?', entry: 'secrecy/staff-home-contact' },
      { say: 'tack så mycket!', contains: 'Tack själv!' },
      { say: 'vilken paragraf?', entry: 'secrecy/staff-home-contact', contains: '39 kap. 3 §' },
    ],
  },
  {
    name: 'hello, who are you, thanks in English',
    language: 'en',
    steps: [
      { say: 'hello', contains: 'Hello! Ask me about secrecy' },
      { say: 'who are you?', contains: 'I am Vägvisaren, a bot.' },
      { say: 'thanks', contains: 'You are welcome!' },
    ],
  },
  {
    name: 'back, step by step, until there is nothing before',
    language: 'sv',
    steps: [
      { say: 'tillbaka', contains: 'Jag har inget tidigare svar att gå tillbaka till.' },
      { say: 'Får jag lämna ut en kollegas hemnummer?', entry: 'secrecy/staff-home-contact' },
      { say: '2.6.5', entry: 'process/2.6.5' },
      { say: 'Hur lång är UGL?', entry: 'course/ugl' },
      { say: 'gå tillbaka', entry: 'process/2.6.5' },
      { say: 'ett steg tillbaka, tack', entry: 'secrecy/staff-home-contact' },
      { say: 'Hur lång är UGL?', entry: 'course/ugl' },
      { say: 'förra svaret', entry: 'secrecy/staff-home-contact' },
    ],
  },
  {
    name: 'back in English',
    language: 'en',
    steps: [
      { say: 'How long is the UGL course?', entry: 'course/ugl' },
      { say: "May I give out a colleague's home number?", entry: 'secrecy/staff-home-contact' },
      { say: 'take me back please', entry: 'course/ugl' },
    ],
  },
  {
    name: 'after half an hour a question stands by itself',
    language: 'sv',
    steps: [
      { say: 'Får jag lämna ut en kollegas hemnummer?', entry: 'secrecy/staff-home-contact' },
      { say: 'vem beslutar?', entry: 'secrecy/staff-home-contact', contains: 'Vem beslutar' },
      { say: 'tillbaka', later: 31, entry: null, contains: 'Jag har inget tidigare svar' },
      { say: 'och om det är en politiker?', later: 31, not: 'fortfarande' },
    ],
  },
  {
    name: 'the language that was chosen stays chosen, whatever language is typed',
    language: 'en',
    steps: [
      { say: 'Får jag lämna ut en kollegas hemnummer?', language: 'sv', entry: 'secrecy/staff-home-contact' },
      { say: 'kan jag få det på engelska?', contains: 'From now on I answer in English', buttons: ['Show the last answer'] },
      { tap: 'Show the last answer', entry: 'secrecy/staff-home-contact', contains: 'DO NOT DISCLOSE' },
      { say: 'Var diarieför jag APT-anteckningar?', entry: 'process/1.6' },
      { say: 'hjälp', contains: 'Type your question' },
      { say: 'vilken paragraf?', entry: 'process/1.6', contains: 'Based on' },
      { say: 'ettan tackade nej', contains: 'Which area is it about?' },
      { say: 'Vad blir det till lunch i dag?', later: 60 * 24, contains: 'I have reviewed answers on' },
      { say: 'byt tillbaka till svenska', language: 'sv', contains: 'Från och med nu svarar jag på svenska.' },
      { say: 'How long is the UGL course?', language: 'sv', entry: 'course/ugl', contains: 'Längd' },
    ],
  },
  {
    name: 'each question in its own language, where none was chosen',
    language: 'sv',
    steps: [
      { say: 'Får jag lämna ut en kollegas hemnummer?', entry: 'secrecy/staff-home-contact' },
      { say: 'Where do I file minutes from a workplace meeting?', language: 'en', entry: 'process/1.6' },
      { tapOld: 'Mobilnummer till anställda och förtroendevalda', entry: 'secrecy/mobile-number' },
      { say: 'which section?', language: 'en', entry: 'secrecy/mobile-number', contains: 'Sources' },
      { say: 'vem bestämmer?', entry: 'secrecy/mobile-number', contains: 'Vem beslutar' },
    ],
  },
];
