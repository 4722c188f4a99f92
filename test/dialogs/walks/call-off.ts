import type { Walk } from '../../support/walk';

/** The manager's way from a need to a supplier. */
export const callOff: readonly Walk[] = [
  {
    name: 'one after the other declines, to the last; then a draft and where to register it',
    language: 'sv',
    steps: [
      { say: 'Vem kan hålla en kurs i klarspråk?', entry: 'supplier/kommunikation', contains: ['Klarspråk hör till utbildningsområdet ”Praktisk kommunikation”. Fråga Agera Kommunikation först.', 'Rangordningen gäller'], buttons: ['Ettan tackade nej', 'Utkast till avrop', 'Var registrerar jag avropet?'] },
      { tap: 'Ettan tackade nej', contains: ['Nästa att fråga är Lexicon, nummer två', 'Anteckna att Agera Kommunikation tackade nej'] },
      { tap: 'Tvåan tackade nej', contains: ['alla leverantörer i Kommunikation tackat nej', 'Köp inte utanför avtalet på egen hand'] },
      { tapOld: 'Utkast till avrop', contains: ['Avtalsområde: Kommunikation', 'Kopiera texten'] },
      { tap: 'Var registrerar jag avropet?', title: 'Var registrerar jag avropet?', contains: '2.5.5 Hantera avrop från avtal' },
      { tap: '2.5.5 Hantera avrop från avtal', entry: 'process/2.5.5' },
    ],
  },
  {
    name: 'the same typed, as one writes to a colleague',
    language: 'sv',
    steps: [
      { say: 'Vem kan hålla en kurs i klarspråk?', entry: 'supplier/kommunikation' },
      { say: 'ettan tackade nej', contains: 'Nästa att fråga är Lexicon' },
      { say: 'gör ett utkast', contains: ['Leverantör: Lexicon, nummer två', 'Har tackat nej: Agera Kommunikation', 'Utbildningsområde: Praktisk kommunikation (klarspråk)'] },
      { say: 'Lexicon svarar inte', contains: 'alla leverantörer i Kommunikation' },
      { say: 'alla avtalsområden', contains: 'Ramavtalet har ' },
    ],
  },
  {
    name: 'the same in English',
    language: 'en',
    steps: [
      { say: 'Who can hold a course in plain language?', entry: 'supplier/kommunikation', contains: 'Ask Agera Kommunikation first.' },
      { tap: 'Number one declined', contains: 'The next to ask is Lexicon, number two' },
      { say: 'draft', contains: ['Supplier: Lexicon, number two', 'Has declined: Agera Kommunikation'] },
      { tap: 'Number two declined', contains: ['all the suppliers in Communication have declined', 'Do not buy outside the agreement on your own'] },
      { tap: 'All agreement areas', contains: 'The agreement has ', buttons: ['More areas'] },
      { tap: 'More areas', contains: 'the rest of the areas' },
      { tap: 'Project work', entry: 'supplier/projektarbete', contains: 'Ask Prové first.' },
      { tap: 'Where do I register the call-off?', contains: '2.5.4 Handle purchases and procurement' },
    ],
  },
  {
    name: 'a supplier by name is in several areas, and each has its own ranking',
    language: 'sv',
    steps: [
      { say: 'Lexicon', title: 'Lexicon', contains: ['Lexicon finns i ', 'Rangordningen gäller varje område för sig', 'Digitala arbetssätt: enda leverantören'], buttons: ['Kommunikation', 'Medarbetarskap', 'Alla avtalsområden'] },
      { tap: 'Kommunikation', entry: 'supplier/kommunikation' },
      { tapOld: 'Digitala arbetssätt', entry: 'supplier/digitala-arbetssatt', contains: 'områdets enda leverantör' },
      { tap: 'Leverantören tackade nej', contains: 'Det finns ingen nästa att fråga' },
    ],
  },
  {
    name: 'a supplier by name in English, who declined',
    language: 'en',
    steps: [
      { say: 'in English' },
      { say: 'Lexicon', title: 'Lexicon', contains: 'Lexicon is in ' },
      { say: 'Prové declined', contains: 'Which area is it about?' },
      { tap: 'Project work', contains: 'The next to ask is Semcon' },
    ],
  },
  {
    name: 'somebody declined, but where? Then the area, then the next',
    language: 'sv',
    steps: [
      { say: 'ettan tackade nej', contains: 'Vilket område gäller det?', buttons: ['Kommunikation', 'Fler områden'] },
      { tap: 'Fler områden', contains: 'resten av områdena', buttons: ['Projektarbete'] },
      { tap: 'Projektarbete', contains: 'Nästa att fråga är Semcon' },
      { say: 'trean tackade nej', contains: 'har inte så många leverantörer', buttons: ['Alla avtalsområden'] },
    ],
  },
  {
    name: 'an area without suppliers says what to do instead',
    language: 'sv',
    steps: [
      { say: 'Motiverande samtal och samtalsmetodik', entry: 'supplier/motiverande-samtal', contains: ['Gör så här i stället', 'Fråga VGR Akademin'] },
      { tap: 'Alla avtalsområden', contains: 'Motiverande samtal och samtalsmetodik: ingen leverantör än' },
    ],
  },
  {
    name: 'the agreement as a whole, to its areas',
    language: 'sv',
    steps: [
      { say: 'Ramavtalet för regiongemensam utbildning', entry: 'framework/about', contains: 'Så avropar ni' },
      { tap: 'Alla avtalsområden', title: 'Alla avtalsområden', contains: 'Kommunikation: Agera Kommunikation' },
      { tap: 'Fler områden', title: 'Alla avtalsområden' },
    ],
  },
  {
    name: 'from a course to those who hold it, and on',
    language: 'sv',
    steps: [
      { say: 'Hur lång är UGL?', entry: 'course/ugl' },
      { tap: 'UGL, UL och IL', entry: 'supplier/ugl-ul-il', contains: 'Harmoni i Livet Syd' },
      { tap: 'Ettan tackade nej', contains: 'Nästa att fråga är Rezon' },
      { tap: 'Tvåan tackade nej', contains: 'Nästa att fråga är Team Fusion' },
      { tap: 'Trean tackade nej', contains: 'alla leverantörer i UGL, UL och IL tackat nej' },
      { tap: 'Alla leverantörer i området', entry: 'supplier/ugl-ul-il' },
    ],
  },
  {
    name: 'what is asked next about the supplier',
    language: 'sv',
    steps: [
      { say: 'Vem kan hålla en kurs i klarspråk?', entry: 'supplier/kommunikation' },
      { say: 'vad kostar det?', entry: 'supplier/kommunikation', contains: 'Jag tror att du fortfarande frågar om det här.' },
      { say: 'källa?', entry: 'supplier/kommunikation', contains: ['Ramavtalets sida', 'Underlag'] },
      { say: 'vem är nästa?', contains: 'Nästa att fråga är Lexicon' },
      { say: 'och på engelska?', language: 'en', contains: 'From now on I answer in English', buttons: ['Show the last answer'] },
      { tap: 'Show the last answer', language: 'en', entry: 'supplier/kommunikation', contains: 'Ask Agera Kommunikation first.' },
    ],
  },
];
