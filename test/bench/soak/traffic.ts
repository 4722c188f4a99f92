import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { productRoot } from '../../../src/assemble';
import { parseQuestions } from '../../../src/measure/question';
import type { Asked, Kind } from './asked';

/** A request to POST /api/messages, and what to note of it. */
export interface Outgoing {
  asked: Asked;
  body: string;
  contentType: string;
}

/** Of a hundred requests, about so many. A conversation that asks on and on ("loop") asks for more than the rate limit gives it. */
const shares: readonly (readonly [Kind, number])[] = [
  ['question', 57], ['button', 12], ['search', 9], ['link', 3], ['again', 4], ['follow', 3], ['stop', 1],
  ['install', 3], ['kept', 2], ['feedback', 2], ['loop', 2], ['malformed', 2],
];

/** People who ask, each again and again: every one of them stays far below the rate limit. */
const conversations = 5_000;
/** Only what was answered so lately is delivered again. */
const lately = 500;
const tenantId = '00000000-0000-4000-8000-000000000000';
const buttonsWithoutEntry = [
  { do: 'noneOfThese' }, { do: 'ask', text: 'Vad är en diarieförd handling?' }, { do: 'areas', from: 0, purpose: 'show', rank: 1 }, { do: 'register' },
  { do: 'declined', id: 'supplier/ledarskap', rank: 1 }, { do: 'draft', id: 'supplier/ledarskap', rank: 1 }, { do: 'reminders' }, { do: 'kept' },
  { do: 'forget' }, { do: 'forgetAll' }, { do: 'rate', entry: 'secrecy/mobile-number', helpful: true }, { do: 'ofAnotherVersion' },
];
const courseLink = 'https://www.vgregion.se/ov/vgr-akademin/utbildningskatalogen/medarbetarkunskap-och-offentlig-verksamhet/i-offentlighetens-tjanst/';
const searches = ['', 'sekretess', 'hemnummer', 'ledarskap', 'UGL', 'arkiv', 'xyzzy', 'diarium', 'postöppning', 'telefonväxel'];

/** Bodies that are refused, with the status. The last one is large, and sent seldom. */
const refused: readonly { status: number; body(activity: Record<string, unknown>): string; contentType?: string }[] = [
  { status: 400, body: () => '{"type":"message",' },
  { status: 400, body: (activity) => JSON.stringify({ ...activity, serviceUrl: undefined }) },
  { status: 400, body: (activity) => JSON.stringify({ ...activity, conversation: { id: '..' } }) },
  { status: 403, body: (activity) => JSON.stringify({ ...activity, serviceUrl: 'http://teams.example/' }) },
  { status: 415, body: (activity) => JSON.stringify(activity), contentType: 'text/plain' },
  { status: 413, body: (activity) => JSON.stringify({ ...activity, text: 'x'.repeat(600 * 1024) }) },
];
const largeSeldom = 0.05;

function entriesBelow(root: string): string[] {
  return ['secrecy', 'process', 'supplier', 'course'].flatMap((kind) =>
    readdirSync(join(root, 'knowledge', kind)).map((name) => `${kind}/${name.replace(/\.yaml$/, '')}`),
  );
}

export interface Traffic {
  /** The next request; `at` in milliseconds of `performance.now()`. */
  next(at: number): Outgoing;
  /** To be told of every request that has been answered. */
  answered(outgoing: Outgoing): void;
}

/**
 * What 200 people a second send: mostly questions, one in ten a button, now and then everything else that the bot hears.
 * @param serviceUrl where replies are to be sent
 * @param random 0–1, seeded
 */
export function createTraffic(root: string, serviceUrl: string, random: () => number): Traffic {
  // Who follows what is counted: only 'follow' and 'stop' shall change it.
  const questions = parseQuestions(readFileSync(join(productRoot, 'test', 'questions', 'dev.jsonl'), 'utf8'), 'dev.jsonl').filter(({ kind }) => kind !== 'reminder').map(({ q }) => q);
  const entries = entriesBelow(root);
  const total = shares.reduce((sum, [, share]) => sum + share, 0);
  const recent: Outgoing[] = [];
  /** Conversations that follow a course by what the bot told them. */
  const following: string[] = [];
  let count = 0;
  let turn = 0;

  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  const kindOf = (): Kind => {
    let left = random() * total;
    for (const [kind, share] of shares) {
      left -= share;
      if (left < 0) return kind;
    }
    return 'question';
  };

  const activityOf = (kind: Kind, id: string): Record<string, unknown> => {
    const person = turn++ % conversations;
    const common = {
      id,
      timestamp: new Date().toISOString(),
      channelId: 'msteams',
      serviceUrl,
      from: { id: `29:user-${person}`, name: `Användare ${person}`, aadObjectId: `00000000-0000-4000-8000-${String(person).padStart(12, '0')}` },
      recipient: { id: '28:bot', name: 'Vägvisaren' },
      locale: 'sv-SE',
      entities: [{ type: 'clientInfo', locale: 'sv-SE', country: 'SE', platform: 'Windows', timezone: 'Europe/Stockholm' }],
      channelData: { tenant: { id: tenantId } },
    };
    const chat = (name: string) => ({ conversation: { id: name, conversationType: 'personal', tenantId } });
    const own = chat(`a:conversation-${person}`);
    const message = { ...common, type: 'message', textFormat: 'plain' };
    const invoke = { ...common, ...own, type: 'invoke' };
    switch (kind) {
      case 'button': {
        const action = random() < 0.6 ? { do: 'show', id: pick(entries) } : pick(buttonsWithoutEntry);
        return { ...common, ...own, type: 'message', value: { v: 1, language: 'sv', ...action } };
      }
      case 'kept':
        return { ...message, ...own, text: 'Vad vet du om mig?' };
      case 'follow':
        return { ...message, ...chat(`a:follower-${count}`), text: 'påminn mig om UGL' };
      case 'stop':
        return { ...message, ...chat(following.shift() ?? 'a:follows-nothing'), text: 'sluta påminna mig om UGL' };
      case 'install': {
        const inChannel = random() < 0.3;
        const conversation = inChannel ? { id: `19:new-${count}@thread.tacv2`, conversationType: 'channel', isGroup: true, tenantId } : { id: `a:new-${count}`, conversationType: 'personal', tenantId };
        return { ...common, type: 'installationUpdate', action: 'add', conversation };
      }
      case 'search':
        return { ...invoke, name: 'composeExtension/query', value: { commandId: 'search', parameters: [{ name: 'text', value: random() < 0.5 ? pick(searches) : pick(questions) }], queryOptions: { skip: 0, count: 10 } } };
      case 'link':
        return { ...invoke, name: 'composeExtension/queryLink', value: { url: courseLink } };
      case 'feedback':
        return { ...invoke, name: 'message/submitAction', replyToId: 'm1', value: { actionName: 'feedback', actionValue: { reaction: pick(['like', 'dislike']), feedback: '{"reason":""}' } } };
      case 'loop':
        return { ...message, ...chat('a:loop'), text: pick(questions) };
      default:
        return { ...message, ...own, text: questions[(person * 7 + Math.floor(turn / conversations)) % questions.length]! };
    }
  };

  const outgoing = (kind: Kind, at: number): Outgoing => {
    count += 1;
    const id = `s${count}`;
    const activity = activityOf(kind, id);
    const asked: Asked = { kind, id, conversation: (activity['conversation'] as { id: string }).id, at, expected: 200, inResponse: false, said: [], posts: [], throttledAt: [], withoutStore: false };
    const contentType = 'application/json';
    if (kind !== 'malformed') return { asked, body: JSON.stringify(activity), contentType };
    const bad = random() < largeSeldom ? refused.at(-1)! : pick(refused.slice(0, -1));
    return { asked: { ...asked, expected: bad.status }, body: bad.body(activity), contentType: bad.contentType ?? contentType };
  };

  return {
    next(at) {
      const kind = kindOf();
      const before = kind === 'again' ? recent.shift() : undefined;
      if (!before) return outgoing(kind === 'again' ? 'question' : kind, at);
      count += 1;
      // Its posts, should there be any, are counted with the first one, whose id they carry.
      return { ...before, asked: { ...before.asked, kind: 'again', at, status: undefined, said: [], posts: [], throttledAt: [] } };
    },
    answered(one) {
      const { kind, status, conversation, withoutStore, said } = one.asked;
      const answers = said.filter((what) => what === 'answer').length;
      if (status !== 200) return;
      if (kind === 'follow' && answers > 0 && !withoutStore) following.push(conversation);
      if (kind !== 'question' || answers !== 1) return;
      recent.push(one);
      if (recent.length > lately) recent.shift();
    },
  };
}
