import type { Language } from '../../../src/language';
import type { Walk } from '../../support/walk';

/** Ways to ask for one thing: each is typed after an answer, or two. */
const ways: { name: string; after: readonly string[]; language: Language; contains: string; typed: readonly string[] }[] = [
  {
    name: 'English', after: ['Får jag lämna ut en kollegas hemnummer?'], language: 'en', contains: 'From now on I answer in English.',
    typed: ['in English', 'English please', 'på engelska', 'engelska?', 'och på engelska?', 'kan du prata engelska', 'kan jag få svaret på engelska, tack', 'hellre på engelska', 'jag förstår inte svenska', 'byt språk', 'översätt till engelska', 'do you speak English?', "I don't understand Swedish", 'can we do this in English instead?', 'please answer in English from now on', 'translate it to English', 'english version please'],
  },
  {
    name: 'Swedish', after: ["May I give out a colleague's home number?"], language: 'sv', contains: 'Från och med nu svarar jag på svenska.',
    typed: ['på svenska', 'svenska tack', 'prata svenska', 'tala svenska', 'byt tillbaka till svenska', 'kan vi ta det på svenska i stället', 'jag förstår inte engelska', 'in Swedish', 'swedish please', 'can I have that in Swedish?', 'change language'],
  },
  {
    name: 'what it rests on', after: ['Får jag lämna ut en kollegas hemnummer?'], language: 'sv', contains: '39 kap. 3 §',
    typed: ['vilken paragraf?', 'vilken lag gäller?', 'var står det?', 'källa?', 'hur vet du det?', 'är du säker?', 'stämmer det verkligen?', 'finns det någon lag om det?', 'vad grundar du det på?', 'vilket lagstöd?', 'var kan jag läsa mer?', 'enligt vem?', 'och vilken paragraf då?', 'när granskades det?'],
  },
  {
    name: 'what it rests on, in English', after: ["May I give out a colleague's home number?"], language: 'en', contains: 'Based on',
    typed: ['which section?', 'what law says that?', 'source?', 'references', 'are you sure?', 'is that right?', 'who says so?', 'where can I read more?', 'how do you know?', 'and which law?', 'according to whom?'],
  },
  {
    name: 'why', after: ['Får jag lämna ut en kollegas hemnummer?'], language: 'sv', contains: 'Tänk på',
    typed: ['varför?', 'varför då?', 'hur kommer det sig?', 'förklara', 'läs mer'],
  },
  {
    name: 'why, in English', after: ["May I give out a colleague's home number?"], language: 'en', contains: 'Bear in mind',
    typed: ['why?', 'why is that?', 'how come?', 'explain', 'tell me more'],
  },
  {
    name: 'who decides', after: ['Får jag lämna ut en kollegas hemnummer?'], language: 'sv', contains: 'Vem beslutar',
    typed: ['vem beslutar?', 'och vem beslutar om det?', 'vem bestämmer?', 'vem tar beslutet?', 'vem har sista ordet?', 'vem ska jag fråga?', 'får jag bestämma det själv?'],
  },
  {
    name: 'who decides, in English', after: ["May I give out a colleague's home number?"], language: 'en', contains: 'Who decides',
    typed: ['who decides?', 'who decides that', 'who has the final say?', 'who should I ask?', 'may I decide that myself?'],
  },
  {
    name: 'back', after: ['Får jag lämna ut en kollegas hemnummer?', 'Hur lång är UGL?'], language: 'sv', contains: 'LÄMNA INTE UT',
    typed: ['tillbaka', 'gå tillbaka', 'bakåt', 'backa', 'ta mig tillbaka', 'ett steg tillbaka', 'förra svaret', 'kan du gå tillbaka till förra svaret?', 'jag vill gå tillbaka', 'föregående'],
  },
  {
    name: 'back, in English', after: ["May I give out a colleague's home number?", 'How long is the UGL course?'], language: 'en', contains: 'DO NOT DISCLOSE',
    typed: ['back', 'go back please', 'take me back', 'one step back', 'the previous answer', 'can you go back to the previous answer', 'previous'],
  },
];

export const waysToAsk: readonly Walk[] = ways.flatMap(({ name, after, language, contains, typed }) =>
  typed.map((say) => ({
    name: `${name}: ${say}`,
    language,
    steps: [...after.map((question) => ({ say: question, language: /[åäö]/i.test(question) ? ('sv' as const) : ('en' as const) })), { say, contains }],
  })),
);
