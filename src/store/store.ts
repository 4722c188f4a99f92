import type { Feedback } from '../dialogs/feedback/ports';
import type { Memory } from '../dialogs/memory';
import type { Privacy } from '../dialogs/privacy/ports';
import type { ReminderStore } from '../reminders/ports';
import type { Deletions } from '../retention/ports';
import { activities, type Activities } from './activities';
import type { Connection } from './connection';
import { conversations } from './conversations';
import { deletions } from './deletions';
import { feedback } from './feedback';
import { guard, guarded } from './guard';
import { ledger } from './ledger';
import { memory } from './memory';
import { occasions } from './occasions';
import { privacy } from './privacy';
import { settings, type Settings } from './settings';
import { subscriptions } from './subscriptions';

/** Everything that the bot keeps. No call takes longer than about two seconds (postgres.ts), but for deletions and `expireQuestions`. */
export interface Store extends ReminderStore, Privacy {
  activities: Activities;
  settings: Settings;
  memory: Memory;
  feedback: Feedback;
  deletions: Deletions;
  /** Whether the database can be read and written. Costs a write. Never throws. */
  healthy(): Promise<boolean>;
  /** Ends the use of the database, and lets another bot have the file. Takes about a second at most. */
  close(): Promise<void>;
}

/** More than a page of either database, so that a full disk is noticed before somebody's reminder meets it. */
const spaceNeeded = 16_384;

/** Writes and clears a setting; rejects where the database cannot be read or written. */
async function canKeep(db: Connection['db']): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const { set } = settings(trx);
    await set('health', 'x'.repeat(spaceNeeded));
    await set('health', '');
  });
}

/** A store in a database that has been migrated. */
export function storeOf({ db, slow, inTime, close }: Connection): Store {
  return {
    conversations: guarded('conversations', conversations(db), inTime),
    subscriptions: guarded('subscriptions', subscriptions(db), inTime),
    occasions: guarded('occasions', occasions(db), inTime),
    ledger: guarded('ledger', ledger(db), inTime),
    activities: guarded('activities', activities(db), inTime),
    settings: guarded('settings', settings(db), inTime),
    memory: guarded('memory', memory(db), inTime),
    feedback: { ...guarded('feedback', feedback(db), inTime), expireQuestions: guarded('feedback', feedback(slow)).expireQuestions },
    deletions: guarded('deletions', deletions(slow)),
    ...guarded('privacy', privacy(db), inTime),
    healthy: () => inTime(() => canKeep(db)).then(() => true, () => false),
    close: () => guard('The database could not be closed.', close),
  };
}
