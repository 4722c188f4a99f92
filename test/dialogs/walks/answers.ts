import type { Walk } from '../../support/walk';

/** A question and its answer, and where it leads: secrecy, choices, ways on, classification. */
export const answers: readonly Walk[] = [
  {
    name: 'the operator asks, reads, and looks at what is like it',
    language: 'sv',
    steps: [
      { say: 'Får jag lämna ut en kollegas hemnummer?', entry: 'secrecy/staff-home-contact', contains: ['LÄMNA INTE UT', 'Gör så här', 'Vägledning, inte beslut.', 'Fråga din närmaste chef eller registratorn', 'Källor'] },
      { tap: 'Mobilnummer till anställda och förtroendevalda', entry: 'secrecy/mobile-number', contains: 'PRÖVA FÖRST' },
      { tap: 'Anknytning och direktnummer till en kollega', entry: 'secrecy/extension-number', contains: 'SKA LÄMNAS UT', buttons: ['Namn på kollega som är hotad eller förföljd'] },
      { tap: 'Namn på kollega som är hotad eller förföljd', entry: 'secrecy/persecuted-staff-name', contains: 'LÄMNA INTE UT' },
    ],
  },
  {
    name: 'the same in English',
    language: 'en',
    steps: [
      { say: "May I give out a colleague's home number?", entry: 'secrecy/staff-home-contact', contains: ['DO NOT DISCLOSE', 'Do this', 'Guidance, not a decision.', 'Ask your line manager or the registrar', 'Sources'] },
      { tap: 'Mobile numbers of employees and politicians', entry: 'secrecy/mobile-number', contains: 'ASSESS FIRST' },
      { tap: 'A colleague’s extension or direct line', entry: 'secrecy/extension-number', contains: 'MUST BE DISCLOSED' },
      { tap: 'The name of a threatened or persecuted colleague', entry: 'secrecy/persecuted-staff-name', contains: 'DO NOT DISCLOSE' },
    ],
  },
  {
    name: 'without å ä ö',
    language: 'sv',
    steps: [
      { say: 'far jag lamna ut en kollegas hemnummer', entry: 'secrecy/staff-home-contact', contains: 'LÄMNA INTE UT' },
      { say: 'ar du saker', entry: 'secrecy/staff-home-contact', contains: 'Källor' },
      { say: 'pa engelska', language: 'en', contains: 'From now on I answer in English' },
    ],
  },
  {
    name: 'one word means several things: choose, go back, choose another',
    language: 'sv',
    steps: [
      { say: 'sekretess', entry: null, contains: ['Menade du något av det här?', 'Det här skiljer dem åt'], buttons: ['Svag, stark och absolut sekretess', 'Inget av dessa'] },
      { tap: 'Svag, stark och absolut sekretess', entry: 'secrecy/secrecy-levels', contains: 'FÖRKLARING' },
      { tapOld: 'Vilken sekretess som gäller i växeln', entry: 'secrecy/switchboard-secrecy-type' },
      { say: 'tillbaka', entry: 'secrecy/secrecy-levels' },
      { tapOld: 'Inget av dessa', entry: null, contains: ['Det vet jag inte.', 'Prova till exempel'] },
      { tap: 'Får jag lämna ut en kollegas hemnummer?', entry: 'secrecy/staff-home-contact' },
    ],
  },
  {
    name: 'one word in English, and none of them',
    language: 'en',
    steps: [
      { say: 'secrecy', entry: null, contains: 'Did you mean one of these?', buttons: ['None of these'] },
      { tap: 'None of these', entry: null, contains: ['I do not know that.', 'Or ask your line manager or the registrar.', 'Try for example'] },
      { tap: 'How long is the UGL course?', entry: 'course/ugl' },
    ],
  },
  {
    name: 'what belongs to others, and each way on',
    language: 'sv',
    steps: [
      { say: 'Vad blir det till lunch i dag?', entry: null, contains: 'Jag har granskade svar om', buttons: ['Hur lång är UGL?'] },
      { say: 'Jag har ont i halsen, vad ska jag göra?', entry: null, contains: 'Ring 1177' },
      { say: 'Min dator startar inte', entry: null, contains: 'IT-supporten' },
      { say: 'Hur mycket semester har jag kvar?', entry: null, contains: 'Fråga din chef eller HR' },
      { say: 'Hur högt är Kebnekaise?', entry: null, contains: 'Prova till exempel' },
      { say: '???', entry: null, contains: 'Jag ser ingen fråga.' },
    ],
  },
  {
    name: 'what belongs to others, in English',
    language: 'en',
    steps: [
      { say: 'What is for lunch today?', entry: null, contains: 'I have reviewed answers on', buttons: ['How long is the UGL course?'] },
      { say: 'My throat hurts, what should I do?', entry: null, contains: '1177' },
      { say: 'My computer does not start', entry: null, contains: 'IT support' },
      { say: 'How much holiday do I have left?', entry: null, contains: 'Ask your manager or HR' },
    ],
  },
  {
    name: 'danger is not discussed, and nothing is left to tap that would keep anybody from calling',
    language: 'sv',
    steps: [
      { say: 'Får jag lämna ut en kollegas hemnummer?' },
      { say: 'det står en man med kniv i receptionen', entry: null, contains: ['RING 112', 'Larma sedan din chef'] },
      { say: 'och nu brinner det', entry: null, contains: 'RING 112' },
    ],
  },
  {
    name: 'danger in English',
    language: 'en',
    steps: [{ say: 'I have chest pain', entry: null, contains: ['CALL 112', 'Is somebody'] }],
  },
  {
    name: 'where a document is filed, upwards and sideways in the structure',
    language: 'sv',
    steps: [
      { say: 'Var diarieför jag APT-anteckningar?', entry: 'process/1.6', contains: ['APT', 'Plats i strukturen', 'Osäker? Fråga registratorn'], not: 'Lämna' },
      { tap: '1.3 Utföra internt ledningsarbete', entry: 'process/1.3' },
      { say: '2.6', entry: 'group/2.6', contains: 'Innehåller' },
      { say: 'P 2.6.5', entry: 'process/2.6.5', contains: 'Exempel på handlingar' },
      { say: 'tillbaka', entry: 'group/2.6' },
      { say: 'tillbaka', entry: 'process/1.3' },
      { say: '2.6.55', entry: null, contains: 'Menade du något av det här?' },
    ],
  },
  {
    name: 'where a document is filed, in English',
    language: 'en',
    steps: [
      { say: 'Where do I file minutes from a workplace meeting?', entry: 'process/1.6', contains: ['Place in the structure', 'Not sure? Ask the registrar'] },
      { tap: '1.3 Carry out internal management work', entry: 'process/1.3' },
      { say: 'back', entry: 'process/1.6' },
      { say: 'Where do I file an order confirmation?', entry: 'process/2.5.5', contains: 'order confirmation – matches your question' },
    ],
  },
  {
    name: 'a process that was removed says so first, and leads to what replaced it',
    language: 'sv',
    steps: [
      { say: '2.5.2', entry: 'process/2.5.2', contains: ['Använd 2.5.4 Hantera inköp och upphandlingar i stället.', 'togs bort 2021-01-01'] },
      { tap: '2.5.4 Hantera inköp och upphandlingar', entry: 'process/2.5.4', not: 'togs bort 2021' },
      { say: 'in English', language: 'en', buttons: ['Show the last answer'] },
      { tap: 'Show the last answer', entry: 'process/2.5.4', language: 'en' },
      { say: '2.5.2', entry: 'process/2.5.2', language: 'en', contains: 'Use 2.5.4' },
    ],
  },
];
