import { dayInSweden } from '../day';
import type { Knowledge } from '../knowledge/load';
import type { Language } from '../language';
import type { ReminderBook } from '../reminders/book';
import type { Search } from '../search/engine';
import { answerReply } from './answers';
import { askedIn } from './answers/asked';
import { showing } from './answers/parts';
import type { Feedback } from './feedback/ports';
import type { Questions } from './feedback/questions';
import { feedbackRow } from './feedback/wording';
import type { Memory } from './memory';
import type { Privacy } from './privacy/ports';
import type { Block, Reply } from './reply';
import type { Say } from './sentences';
import type { SentenceKey } from './sentence-keys';

/** What every part of the conversation works with. */
export interface Room {
  knowledge: Knowledge;
  say: Say;
  search: Search;
  /** Which state of the knowledge speaks, as "om boten" tells it; not at the command line. */
  version?: string;
  /** Not at the command line: nobody can be reminded there. */
  reminders?: ReminderBook;
  /** Not at the command line: each question there stands alone. */
  memory?: Memory;
  /** Not at the command line: nothing is stored about anybody there. */
  privacy?: Privacy;
  /** Not at the command line: nobody judges answers there. */
  feedback?: Feedback;
  /** Only where the operator has switched it on. */
  questions?: Questions;
}

/** Sentences as paragraphs, the first of them the direct answer. */
export function paragraphs({ say }: Pick<Room, 'say'>, language: Language, keys: readonly SentenceKey[]): Block[] {
  return keys.map((key, i) => ({ type: i === 0 ? 'lead' : 'text', text: say(language, key) }));
}

const examplesToTry = ['helpExampleSecrecy', 'helpExampleProcess', 'helpExampleSupplier', 'helpExampleCourse'] as const;
/** Who asks for help is also told that a code is enough. */
export const examplesOfHelp = [...examplesToTry, 'helpExampleCode'] as const;

/** Questions that work, as buttons: the way on from a dead end. */
export function examples({ say }: Pick<Room, 'say'>, language: Language, keys: readonly (typeof examplesOfHelp)[number][] = examplesToTry): Pick<Reply, 'buttonsTitle' | 'buttons'> {
  return {
    buttonsTitle: say(language, 'conversation.helpExamples'),
    buttons: keys.map((key) => {
      const text = say(language, `conversation.${key}`);
      return { title: text, action: { v: 1, do: 'ask', text, language } };
    }),
  };
}

/** What is said of a button that leads nowhere any more. */
export function oldButton(room: Room, language: Language): Reply {
  return { language, blocks: paragraphs(room, language, ['conversation.oldButton']), ...examples(room, language) };
}

/** An answer can be judged where somebody keeps what is said of it. */
function judged({ feedback, say }: Pick<Room, 'feedback' | 'say'>, language: Language, entry: string): Pick<Reply, 'feedback'> {
  return feedback ? { feedback: feedbackRow(say, language, entry) } : {};
}

/** The reviewed answer of an entry; of an entry that is gone, that the button is old. `question` led here, if one did. */
export function show(room: Room, id: string, language: Language, now: Date, alternatives: readonly string[] = [], question?: string): Reply {
  const entry = room.knowledge.entries.get(id);
  if (!entry) return oldButton(room, language);
  const at = showing(room.knowledge, room.say, language, dayInSweden(now));
  const asked = question === undefined ? {} : { asked: askedIn(question, language, room.search.parts.understand) };
  return { ...answerReply({ ...at, ...asked }, entry, alternatives), ...judged(room, language, id) };
}
