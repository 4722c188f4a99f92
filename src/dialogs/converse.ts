import { dayInSweden } from '../day';
import type { Knowledge } from '../knowledge/load';
import type { Language } from '../language';
import type { Found } from '../search/found';
import type { Search } from '../search/engine';
import { longestQuestion } from '../search/text';
import { actionSchema, type Action } from './action';
import { answerReply } from './answers';
import { buttonsTo, nameOf, showing } from './answers/parts';
import type { Block, Reply } from './reply';
import type { Say } from './sentences';
import { sentenceFiles, type SentenceKey } from './sentence-keys';

/** One thing a person said or tapped. */
export interface Turn {
  /** What was typed, mentions of the bot removed. Any text at all. */
  text: string;
  /** What a tapped button carried, unchecked. */
  action?: unknown;
  now: Date;
}

export interface Answered {
  reply: Reply;
  /** What the search made of the text; not there when a button was tapped. */
  found?: Found;
}

export interface Dialogs {
  /** The answer to a turn. Never throws for anything a person can send. */
  answer(turn: Turn): Answered;
  /** The reply that goes with what the search found. */
  replyTo(found: Found, question: string, now: Date): Reply;
  /** What is said when something broke; `reference` finds the log line. */
  failure(language: Language, reference: string): Reply;
}

/** Above this confidence an answer stands alone; below it, two other entries are offered under it. */
const sureAlone = 0.93;
const mostChoices = 3;

const smalltalkKeys: Record<string, SentenceKey> = {
  greeting: 'conversation.greeting',
  thanks: 'conversation.thanks',
  help: 'conversation.help',
  'who-are-you': 'conversation.whoAreYou',
};

export function createDialogs(knowledge: Knowledge, say: Say, search: Search): Dialogs {
  const texts = (language: Language, keys: SentenceKey[]): Block[] => keys.map((key, i) => ({ type: i === 0 ? 'lead' : 'text', text: say(language, key) }));

  const examples = (language: Language): Pick<Reply, 'buttonsTitle' | 'buttons'> => ({
    buttonsTitle: say(language, 'conversation.helpExamples'),
    buttons: (['helpExampleSecrecy', 'helpExampleProcess', 'helpExampleSupplier', 'helpExampleCourse'] as const).map((key) => {
      const text = say(language, `conversation.${key}`);
      return { title: text, action: { v: 1, do: 'ask', text, language } };
    }),
  });

  /** What decides between the entries offered, where the content of one says so of another. */
  const decides = (ids: readonly string[], language: Language): Block[] => {
    const items = ids.flatMap((id, i) => {
      const entry = knowledge.entries.get(id);
      // One sentence a pair is enough: the first of the two has the word, if its content says something.
      const told = ids.slice(0, i).filter((earlier) => knowledge.entries.get(earlier)?.contrast.some((one) => one.with === id));
      const row = entry?.contrast.find((one) => ids.includes(one.with) && !told.includes(one.with));
      return entry && row ? [say(language, 'conversation.contrast', { a: nameOf({ knowledge, language }, id), b: nameOf({ knowledge, language }, row.with), text: row[language] })] : [];
    });
    return items.length > 0 ? [{ type: 'list', title: say(language, 'conversation.whatDecides'), items }] : [];
  };

  const choices = ({ language, hits }: Found): Reply => {
    const ids = hits.slice(0, mostChoices).map(({ id }) => id);
    return {
      language,
      blocks: [...texts(language, ['conversation.choose']), ...decides(ids, language)],
      buttons: [
        ...buttonsTo({ knowledge, language }, ids),
        { title: say(language, 'conversation.noneOfThese'), action: { v: 1, do: 'noneOfThese', language } },
      ],
    };
  };

  const nothing = ({ language, aside }: Pick<Found, 'language' | 'aside'>): Reply => {
    switch (aside?.kind) {
      case 'empty':
        return { language, blocks: texts(language, ['conversation.empty']), ...examples(language) };
      case 'emergency':
        return { language, blocks: texts(language, ['conversation.emergency', 'conversation.emergencyAfter']), buttons: [] };
      case 'smalltalk':
        return { language, blocks: texts(language, [smalltalkKeys[aside.topic] ?? 'conversation.help']), ...examples(language) };
      case 'outside': {
        const wayOn: SentenceKey = aside.topic in sentenceFiles.outside ? (`outside.${aside.topic}` as SentenceKey) : 'conversation.notCovered';
        return { language, blocks: texts(language, [wayOn, 'conversation.covers']), ...examples(language) };
      }
      default:
        return { language, blocks: texts(language, ['conversation.notCovered', 'conversation.covers', 'conversation.rephrase']), ...examples(language) };
    }
  };

  const show = (id: string, language: Language, now: Date, alternatives: string[] = []): Reply => {
    const entry = knowledge.entries.get(id);
    if (!entry) return { language, blocks: texts(language, ['conversation.oldButton']), ...examples(language) };
    return answerReply(showing(knowledge, say, language, dayInSweden(now)), entry, alternatives);
  };

  const replyTo = (found: Found, question: string, now: Date): Reply => {
    const { language, outcome, hits, action } = found;
    const reply = ((): Reply => {
      switch (outcome) {
        case 'answer': {
          const others = found.confidence < sureAlone ? hits.slice(1, mostChoices).map(({ id }) => id) : [];
          return show(hits[0]!.id, language, now, others);
        }
        case 'choices':
          return choices(found);
        case 'action': {
          const course = action?.id ? show(action.id, language, now) : undefined;
          const blocks = texts(language, [course ? 'conversation.remindersLater' : 'conversation.remindersLaterNoCourse']);
          return course ? { ...course, blocks: [...blocks, ...course.blocks] } : { language, blocks, buttons: [] };
        }
        case 'none':
          return nothing(found);
      }
    })();
    return question.length > longestQuestion
      ? { ...reply, blocks: [...reply.blocks, { type: 'note', text: say(language, 'conversation.tooLong') }] }
      : reply;
  };

  const ask = (text: string, now: Date, language?: Language): Answered => {
    const found = search.find(text, language);
    return { found, reply: replyTo(found, text, now) };
  };

  const act = (action: Action, now: Date): Answered => {
    switch (action.do) {
      case 'show':
        return { reply: show(action.id, action.language, now) };
      case 'noneOfThese':
        return { reply: nothing({ language: action.language }) };
      case 'ask':
        return ask(action.text, now, action.language);
    }
  };

  return {
    replyTo,
    answer({ text, action, now }) {
      if (action === undefined) return ask(text, now);
      const parsed = actionSchema.safeParse(action);
      if (parsed.success) return act(parsed.data, now);
      return text.trim() ? ask(text, now) : { reply: { language: 'sv', blocks: texts('sv', ['conversation.oldButton']), ...examples('sv') } };
    },
    failure: (language, reference) => ({ language, blocks: [{ type: 'lead', text: say(language, 'conversation.failure', { reference }) }], buttons: [] }),
  };
}
