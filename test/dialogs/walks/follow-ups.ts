import type { Walk } from '../../support/walk';

const still = { sv: 'Jag tror att du fortfarande frågar om det här.', en: 'I think you are still asking about this.' };
const choose = { sv: 'Menade du något av det här?', en: 'Did you mean one of these?' };
const disclose = { sv: ['SKA LÄMNAS UT', 'FÅR LÄMNAS UT'], en: ['MUST BE DISCLOSED', 'MAY BE DISCLOSED'] };

/** Questions that lean on the answer before. What may be meant of either is offered, what changes the case is never answered with a yes. */
export const followUps: readonly Walk[] = [
  {
    name: 'after the mobile number',
    language: 'sv',
    steps: [
      { say: 'Får jag lämna ut en kollegas mobilnummer?', entry: 'secrecy/mobile-number' },
      { say: 'och om det är en politiker?', entry: null, contains: choose.sv, buttons: ['Uppgifter om förtroendevalda', 'Mobilnummer till anställda och förtroendevalda'] },
      { say: 'vilken paragraf?', entry: 'secrecy/mobile-number', contains: 'Källor' },
      { say: 'och om personen är hotad?', entry: null, contains: choose.sv, buttons: ['Mobilnummer till anställda och förtroendevalda', 'Namn på kollega som är hotad eller förföljd'] },
      { say: 'och hemadressen då?', entry: 'secrecy/staff-home-contact' },
      { say: 'gäller det även privat mobil?', entry: 'secrecy/mobile-number' },
    ],
  },
  {
    name: 'after the home number: whoever asks, it is not told that it may be disclosed',
    language: 'sv',
    steps: [
      { say: 'Får jag lämna ut en kollegas hemnummer?', entry: 'secrecy/staff-home-contact' },
      { say: 'men om det är polisen?', contains: still.sv, not: disclose.sv },
      { say: 'men om det är en anhörig som ringer?', not: disclose.sv },
      { say: 'och om det är bråttom?', not: disclose.sv },
      { say: 'tänk om kollegan själv har sagt ja?', not: disclose.sv },
      { say: 'och jobbnumret?', contains: choose.sv, not: disclose.sv },
      { say: 'gäller samma för e-post?', contains: choose.sv },
      { say: 'okej, men chefen då?', contains: choose.sv, buttons: ['Personalens hemadress och privata telefonnummer'] },
    ],
  },
  {
    name: 'after the home number, in English',
    language: 'en',
    steps: [
      { say: "May I give out a colleague's home number?", entry: 'secrecy/staff-home-contact' },
      { say: 'and if it is the police?', contains: still.en, not: disclose.en },
      { say: 'what about the mobile number?', entry: 'secrecy/mobile-number' },
      { say: 'and what if she is a politician?', contains: choose.en, not: disclose.en },
      { say: 'what about her email?', contains: choose.en },
      { say: 'does it also apply to managers?', entry: null, contains: choose.en, buttons: ['Mobile numbers of employees and politicians'] },
      { say: 'even if it is urgent?', contains: choose.en },
    ],
  },
  {
    name: 'after the name of somebody who is threatened, the name and the extension are never told to be disclosed',
    language: 'sv',
    steps: [
      { action: { v: 1, do: 'show', id: 'secrecy/persecuted-staff-name', language: 'sv' }, entry: 'secrecy/persecuted-staff-name', contains: 'LÄMNA INTE UT' },
      { say: 'och namnet?', not: disclose.sv, contains: choose.sv, buttons: ['Namn på kollega som är hotad eller förföljd'] },
      { say: 'får jag säga vad hon heter?', not: disclose.sv },
      { say: 'kan jag ge anknytningen?', not: disclose.sv, contains: choose.sv },
      { say: 'hennes direktnummer?', not: disclose.sv },
      { say: 'namnet då?', not: disclose.sv },
      { say: 'måste jag svara muntligt?', not: disclose.sv },
      { say: 'får jag i alla fall berätta för den som ringer vad hon heter i efternamn och vilken titel hon har?', not: disclose.sv },
      { say: 'och om hon har slutat?', not: disclose.sv },
    ],
  },
  {
    name: 'after the name of somebody who is threatened, in English',
    language: 'en',
    steps: [
      { action: { v: 1, do: 'show', id: 'secrecy/persecuted-staff-name', language: 'en' }, contains: 'DO NOT DISCLOSE' },
      { say: 'what about the name?', not: disclose.en },
      { say: 'may I give the name?', not: disclose.en },
      { say: 'can I give the extension?', not: disclose.en, contains: choose.en },
      { say: 'her direct line?', not: disclose.en },
    ],
  },
  {
    name: 'a threatened colleague in the own words, then her name and number',
    language: 'sv',
    steps: [
      { say: 'vår kollega lever gömd med skyddad identitet, hennes före detta ringer och frågar efter henne', contains: 'Namn på kollega som är hotad eller förföljd', not: disclose.sv },
      { say: 'får jag säga vad hon heter?', not: disclose.sv },
      { say: 'och hennes anknytning?', not: disclose.sv },
      { say: 'och om det är hennes chef som frågar?', not: disclose.sv },
      { say: 'vem beslutar?', contains: 'Vem beslutar' },
      { say: 'och namnet då?', not: disclose.sv },
    ],
  },
  {
    name: 'after what must be disclosed, a condition is not met with the same yes',
    language: 'sv',
    steps: [
      { action: { v: 1, do: 'show', id: 'secrecy/official-name', language: 'sv' }, contains: 'SKA LÄMNAS UT' },
      { say: 'men om det är polisen?', entry: null, not: disclose.sv, contains: choose.sv, buttons: ['Namn på kollega som är hotad eller förföljd'] },
      { say: 'och om han har slutat?', not: disclose.sv },
      { say: 'och om hon är hotad?', not: disclose.sv },
      { tapOld: 'Namnet på handläggare, beslutsfattare och förtroendevalda', entry: 'secrecy/official-name' },
    ],
  },
  {
    name: 'after what must be disclosed, in English',
    language: 'en',
    steps: [
      { action: { v: 1, do: 'show', id: 'secrecy/extension-number', language: 'en' }, contains: 'MUST BE DISCLOSED' },
      { say: 'and if it is the police?', entry: null, not: disclose.en, contains: choose.en, buttons: ['The name of a threatened or persecuted colleague'] },
      { say: 'what if she is threatened?', not: disclose.en },
    ],
  },
  {
    name: 'after why a colleague is away',
    language: 'sv',
    steps: [
      { say: 'Får jag säga att en kollega är sjuk?', entry: 'secrecy/absence-reason' },
      { say: 'och om hon är på semester?', not: 'Fråga din chef eller HR', contains: still.sv },
      { say: 'och om han har slutat?', contains: still.sv },
      { say: 'och vem beslutar om det?', entry: 'secrecy/absence-reason', contains: 'Vem beslutar' },
      { say: 'vad säger lagen?', entry: 'secrecy/absence-reason', contains: 'Källor' },
    ],
  },
  {
    name: 'after recording a call: a condition of something else is offered, not answered',
    language: 'sv',
    steps: [
      { say: 'Får jag spela in telefonsamtal?', entry: 'secrecy/call-recording' },
      { say: 'och om den som ringer är hotfull?', entry: null, contains: choose.sv, buttons: ['Spela in telefonsamtal'] },
      { say: 'och sen då?', entry: 'secrecy/call-recording', contains: still.sv },
      { say: 'hur snabbt ska en handling lämnas ut?', entry: 'secrecy/promptness' },
      { say: 'kan man överklaga ett avslag?', entry: 'secrecy/appeal' },
    ],
  },
  {
    name: 'after where a document is filed: whether it is secret is a question of its own',
    language: 'sv',
    steps: [
      { say: 'Var diarieför jag APT-anteckningar?', entry: 'process/1.6' },
      { say: 'är det hemligt?', contains: choose.sv, buttons: ['1.6 Samverka och förhandla som arbetsgivare', 'Sekretessmarkering på handlingar'] },
      { say: 'får jag lämna ut det?', contains: choose.sv, not: disclose.sv },
      { say: 'och protokoll?', contains: choose.sv },
      { say: 'och fakturor?', contains: choose.sv },
      { say: 'vilken paragraf?', entry: 'process/1.6', contains: 'Underlag: Klassificeringsstruktur' },
    ],
  },
  {
    name: 'after where a document is filed, in English',
    language: 'en',
    steps: [
      { say: 'Where do I file minutes from a workplace meeting?', entry: 'process/1.6' },
      { say: 'is it public?', contains: choose.en, buttons: ['1.6 Consult and negotiate as an employer'] },
      { say: 'may I disclose it?', contains: choose.en, not: disclose.en },
      { say: 'what about invoices?', contains: choose.en, buttons: ['2.4.3 Handle costs from suppliers'] },
    ],
  },
  {
    name: 'after disposal, invoices are another matter',
    language: 'sv',
    steps: [
      { action: { v: 1, do: 'show', id: 'secrecy/disposal', language: 'sv' } },
      { say: 'och fakturor?', contains: choose.sv, buttons: ['När allmänna handlingar får gallras'] },
    ],
  },
  {
    name: 'after a supplier: another subject, a pronoun, a course',
    language: 'sv',
    steps: [
      { say: 'Vem kan hålla en kurs i klarspråk?', entry: 'supplier/kommunikation' },
      { say: 'och för chefer?', contains: choose.sv, buttons: ['Kommunikation'] },
      { say: 'var registrerar jag det?', contains: ['Var registrerar jag avropet?'] },
      { say: 'och projektledning?', entry: 'supplier/projektarbete' },
      { say: 'vem är nästa?', contains: 'Nästa att fråga är Semcon' },
    ],
  },
  {
    name: 'after a supplier, in English',
    language: 'en',
    steps: [
      { say: 'Who can hold a course in plain language?', entry: 'supplier/kommunikation' },
      { say: 'where do I register it?', contains: 'Communication' },
      { say: 'what about project management?', entry: 'supplier/projektarbete' },
      { say: 'who is next?', contains: 'The next to ask is Semcon' },
    ],
  },
];
