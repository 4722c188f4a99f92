import { autumn2019, dated } from '../../support/reminder-scene';
import type { Walk } from '../../support/walk';

/** Courses, and being reminded of them. */
export const courses: readonly Walk[] = [
  {
    name: 'a course: follow it, list, show it, stop, list again',
    language: 'sv',
    steps: [
      { say: 'Hur lång är UGL?', entry: 'course/ugl', contains: ['Längd', 'Inget nytt datum är känt just nu.', '1. Harmoni i Livet Syd'] },
      { tap: 'Påminnelser om kursen', contains: ['Klart! Jag påminner om UGL', 'Jag säger till när det kommer ett.'] },
      { tap: 'Mina påminnelser', contains: ['Det här påminner jag om.', 'UGL – Utveckling av grupp och ledare: ingen planerad än'] },
      { tap: 'Stäng av: UGL – Utveckling av grupp och ledare', contains: 'Klart! Jag slutar påminna om UGL' },
      { tap: 'Visa kursen', entry: 'course/ugl' },
      { say: 'vilka påminnelser har jag', contains: ['Just nu påminner jag inte om någon kurs.', 'Vill du bli påmind?'] },
    ],
  },
  {
    name: 'a course in English',
    language: 'en',
    steps: [
      { say: 'How long is the UGL course?', entry: 'course/ugl', contains: ['Length', 'No new date is known at present.'] },
      { tap: 'Reminders about the course', contains: 'Done! I will send reminders about UGL' },
      { tap: 'My reminders', contains: 'none planned yet' },
      { say: 'stop reminding me about UGL', contains: 'Done! I will stop sending reminders about UGL' },
      { tap: 'Remind again', contains: 'Done!' },
      { say: 'stop all reminders', contains: 'Done! All reminders are off.' },
    ],
  },
  {
    name: 'a course with dates: when, until when, and a reminder that is taken back',
    language: 'sv',
    from: autumn2019,
    steps: [
      { say: 'I offentlighetens tjänst', entry: dated, contains: ['Kommande tillfällen', 'onsdag 16 oktober 2019', '12 dagar kvar'] },
      { tap: 'Påminnelser om kursen', contains: 'Göteborg onsdag 16 oktober 2019' },
      { tap: 'Sluta påminna mig', contains: 'Jag slutar påminna om I offentlighetens tjänst' },
      { tap: 'Påminn igen', contains: 'Jag påminner om I offentlighetens tjänst' },
    ],
  },
  {
    name: 'reminders without a course: which one? and all of them',
    language: 'sv',
    steps: [
      { say: 'påminn mig', contains: ['Vilken kurs gäller det?', 'Välj här, eller skriv'], buttons: ['IL – Indirekt ledarskap', 'Alla kurser'] },
      { tap: 'IL – Indirekt ledarskap', contains: 'Jag påminner om IL' },
      { tapOld: 'Alla kurser', contains: 'Jag påminner om alla kurser.' },
      { say: 'sluta påminna mig', contains: 'Vilken påminnelse vill du stänga av?' },
      { tap: 'Stäng av alla', contains: ['Alla påminnelser är avstängda', 'Det gällde'] },
      { tap: 'Påminn igen: alla kurser', contains: 'Jag påminner om alla kurser.' },
    ],
  },
  {
    name: 'several courses in English: which one to stop?',
    language: 'en',
    steps: [
      { say: 'remind me', contains: 'Which course is it about?', buttons: ['All courses'] },
      { tap: 'IL – Indirect leadership', contains: 'Done!' },
      { say: 'remind me about UGL', contains: 'Done!' },
      { say: 'stop reminding me', contains: 'Which reminder do you want to stop?' },
      { tap: 'Stop: IL – Indirect leadership', contains: ['I will stop', 'I still send reminders about'] },
    ],
  },
  {
    name: 'short questions about the course that was just shown',
    language: 'sv',
    steps: [
      { say: 'Hur lång är UGL?', entry: 'course/ugl' },
      { say: 'vad kostar den?', entry: 'course/ugl', contains: 'Pris, ort och datum står inte på avtalssidan' },
      { say: 'var är den?', entry: 'course/ugl' },
      { say: 'när går den nästa gång?', entry: 'course/ugl', contains: 'Inget nytt datum' },
      { say: 'hur anmäler man sig till kursen?', contains: 'UGL – Utveckling av grupp och ledare' },
      { say: 'vem håller den?', entry: 'course/ugl', contains: 'Hålls av' },
      { say: 'det är en man med pistol här', entry: null, contains: 'RING 112' },
      { say: 'och UL?', entry: 'course/ul' },
      { say: 'och IL då?', entry: 'course/il' },
      { say: 'tillbaka', entry: 'course/ul' },
    ],
  },
  {
    name: 'short questions about the course in English',
    language: 'en',
    steps: [
      { say: 'How long is the UGL course?', entry: 'course/ugl' },
      { say: 'how much is it?', entry: 'course/ugl', contains: 'gives no price' },
      { say: 'where is it?', entry: 'course/ugl' },
      { say: 'and UL?', entry: 'course/ul' },
      { say: 'source?', entry: 'course/ul', contains: 'Based on' },
    ],
  },
  {
    name: 'a channel follows a course, and is told that everybody sees it',
    language: 'sv',
    kind: 'channel',
    steps: [
      { added: 'channel', contains: '@Vägvisaren påminn oss om UGL' },
      { say: 'påminn oss om UGL', contains: ['Jag påminner om UGL', 'hit till kanalen'] },
      { tap: 'Sluta påminna', contains: 'Jag slutar påminna om UGL' },
    ],
  },
  {
    name: 'what is pointed at is the course that was shown',
    language: 'sv',
    steps: [
      { say: 'UGL', entry: 'course/ugl' },
      { say: 'påminn mig om kursen', contains: 'Jag påminner om UGL' },
      { say: 'sluta påminna mig om den', contains: 'Jag slutar påminna om UGL' },
      { say: 'påminn mig om den där IL-kursen', contains: 'Jag påminner om IL' },
    ],
  },
  {
    name: 'what is pointed at, in English, and nothing to point at',
    language: 'en',
    steps: [
      { say: 'remind me about it', contains: 'Which course is it about?' },
      { say: 'UGL course', entry: 'course/ugl' },
      { say: 'remind me about it', contains: 'I will send reminders about UGL' },
    ],
  },
];
