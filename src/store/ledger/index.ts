import type { Kysely } from 'kysely';
import type { Ledger } from '../../reminders/ports';
import type { Tables } from '../tables';
import { apply } from './apply';
import { pause } from './bucket';
import { claim } from './claim';
import { expire } from './expire';
import { settle } from './settle';
import { report, status, tick } from './status';

/** The ledger of a database. */
export function ledger(db: Kysely<Tables>): Ledger {
  return {
    apply: (changes, now) => apply(db, changes, now),
    expire: (now) => expire(db, now),
    claim: (request) => claim(db, request),
    settle: (instance, settled, now) => settle(db, instance, settled, now),
    pause: (until) => pause(db, until),
    tick: (now) => tick(db, now),
    status: (now) => status(db, now),
    report: (after, limit) => report(db, after, limit),
  };
}
