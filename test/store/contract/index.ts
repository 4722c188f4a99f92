import { applying } from './applying';
import { brokenRows } from './broken-rows';
import { claiming } from './claiming';
import { conversations } from './conversations';
import { deletions } from './deletions';
import { feedback } from './feedback';
import { keeping } from './keeping';
import { occasions } from './occasions';
import { settling } from './settling';
import { sharedRate } from './shared-rate';
import type { Setting } from './setting';
import { subscriptions } from './subscriptions';
import { tables } from './tables';

/** What every store does, whatever database it is in. Each test begins with an empty database. */
export function contract(setting: () => Setting): void {
  beforeEach(async () => {
    const emptied = tables.map((table) => `delete from ${table};`).join(' ');
    await setting().run(`begin; ${emptied} update bucket set tokens = 0, filled_at = '1970-01-01T00:00:00.000Z'; commit`);
  });

  describe('conversations', () => conversations(setting));
  describe('subscriptions', () => subscriptions(setting));
  describe('occasions', () => occasions(setting));
  describe('applying a plan', () => applying(setting));
  describe('claiming', () => claiming(setting));
  describe('settling', () => settling(setting));
  describe('the shared rate', () => sharedRate(setting));
  describe('keeping and forgetting', () => keeping(setting));
  describe('feedback', () => feedback(setting));
  describe('deleting what is old', () => deletions(setting));
  describe('rows changed by hand', () => brokenRows(setting));
}
