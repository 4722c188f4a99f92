import type { Contacts } from '../../src/teams/contacts';
import type { Conversation } from '../../src/reminders/conversation';

export interface FakeContacts extends Contacts {
  known: Map<string, Conversation>;
  unreachable: Set<string>;
}

/** Contacts in memory, as the store keeps them. */
export function fakeContacts(): FakeContacts {
  const seen = new Set<string>();
  const known = new Map<string, Conversation>();
  const unreachable = new Set<string>();
  return {
    known,
    unreachable,
    async firstTime(conversation, activity) {
      const key = `${conversation} ${activity}`;
      const first = !seen.has(key);
      seen.add(key);
      return first;
    },
    async unanswered(conversation, activity) {
      seen.delete(`${conversation} ${activity}`);
    },
    async remember(conversation) {
      known.set(conversation.id, conversation);
      unreachable.delete(conversation.id);
    },
    async markUnreachable(id) {
      unreachable.add(id);
    },
  };
}
