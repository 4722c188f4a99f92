import { randomUUID } from 'node:crypto';
import type { Running } from './http-process';

/** How many people write at the same time, each in a conversation of their own. */
export const users = 50;

/** A message as Teams sends it. */
export interface Message {
  id: string;
  body: string;
}

/** A function that gives the next message of a person: each goes through all questions, from a different place. */
export function createMessages(questions: readonly string[], connector: Running): (user: number) => Message {
  const asked = Array.from({ length: users }, () => 0);
  const tenantId = '00000000-0000-4000-8000-000000000000';
  return (user) => {
    const id = randomUUID();
    const body = JSON.stringify({
      type: 'message',
      id,
      timestamp: new Date().toISOString(),
      channelId: 'msteams',
      serviceUrl: `http://127.0.0.1:${connector.port}/`,
      from: { id: `29:user-${user}`, name: `Användare ${user}`, aadObjectId: `00000000-0000-4000-8000-${String(user).padStart(12, '0')}` },
      recipient: { id: '28:bot', name: 'Vägvisaren' },
      conversation: { id: `a:conversation-${user}-${asked[user]! % 10}`, conversationType: 'personal', tenantId },
      locale: 'sv-SE',
      textFormat: 'plain',
      text: questions[(user * 7 + asked[user]!++) % questions.length]!,
      entities: [{ type: 'clientInfo', locale: 'sv-SE', country: 'SE', platform: 'Windows', timezone: 'Europe/Stockholm' }],
      channelData: { tenant: { id: tenantId } },
    });
    return { id, body };
  };
}
