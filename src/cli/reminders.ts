import { VagvisarenError } from '../errors';
import type { CourseEntry } from '../knowledge/schema';
import { deliveryStates } from '../reminders/delivery';
import { foresee, type Foreseen } from '../reminders/foresee';
import type { ReminderStore } from '../reminders/ports';
import { daysBefore, endOfDay, localTime } from '../reminders/working-time';
import { readArguments, type Command, type Terminal } from './command';
import { csvLine } from './csv';

type Readable = ReminderStore & { close(): Promise<void> };

const pageSize = 1000;

/** "2019-09-25" is the morning of that day in Sweden: nobody has been reminded yet then. */
function readNow(text: string | undefined, now: () => Date): Date {
  if (text === undefined) return now();
  const [, day = '', time] = /^(\d{4}-\d\d-\d\d)(T[\d:.]+(?:Z|[+-]\d\d:\d\d))?$/.exec(text) ?? [];
  // Date would take 30 February for 2 March.
  const isDay = !Number.isNaN(Date.parse(day)) && daysBefore(day, 0) === day;
  const instant = isDay && !time ? endOfDay(daysBefore(day, 1)) : new Date(text);
  if (!isDay || Number.isNaN(instant.getTime())) throw new VagvisarenError('USAGE', `--now takes a day (2019-09-25) or an instant (2019-09-25T08:30:00+02:00), not ${text}.`);
  return instant;
}

function line({ conversation, kind, course, occasion, reason, dueAt }: Foreseen): string {
  return [localTime(dueAt), reason.padEnd(18), course.padEnd(42), occasion.padEnd(28), `${kind} ${conversation}`].join('  ');
}

async function dryRun(store: Readable | null, courses: readonly CourseEntry[], at: Date, json: boolean, terminal: Terminal): Promise<void> {
  if (!store && !json) terminal.err('There is no database yet. This is what somebody who follows every course would get:');
  let count = 0;
  for await (const message of foresee(store, courses, at)) {
    count += 1;
    terminal.out(json ? JSON.stringify({ ...message, dueAt: message.dueAt.toISOString() }) : line(message));
  }
  if (!json) terminal.err(`${count} ${count === 1 ? 'reminder' : 'reminders'} to come, seen from ${localTime(at)}; nothing was sent.`);
}

async function status(store: Readable, at: Date, json: boolean, terminal: Terminal): Promise<void> {
  const { byState, oldestDue, lastTick } = await store.ledger.status(at);
  if (json) return terminal.out(JSON.stringify({ byState, oldestDue: oldestDue?.toISOString() ?? null, lastTick: lastTick?.toISOString() ?? null }));
  for (const state of deliveryStates) terminal.out(`${state.padEnd(12)} ${String(byState[state]).padStart(8)}`);
  terminal.out(`oldest due    ${oldestDue ? localTime(oldestDue) : 'nothing is overdue'}`);
  terminal.out(`last tick     ${lastTick ? localTime(lastTick) : 'never'}`);
}

async function exportReport(store: Readable, terminal: Terminal): Promise<void> {
  terminal.out(csvLine(['id', 'conversation', 'course', 'occasion', 'reason', 'due', 'state', 'attempts', 'sent', 'message', 'error']));
  let after: { dueAt: Date; id: string } | null = null;
  do {
    const rows = await store.ledger.report(after, pageSize);
    for (const { id, conversation, course, occasion, reason, dueAt, state, attempts, sentAt, messageId, lastError } of rows) {
      terminal.out(csvLine([id, conversation, course, occasion, reason, dueAt.toISOString(), state, attempts, sentAt?.toISOString() ?? null, messageId, lastError]));
    }
    const last = rows[rows.length - 1];
    after = rows.length === pageSize && last ? { dueAt: last.dueAt, id: last.id } : null;
  } while (after !== null);
}

/**
 * The operator's view of the reminders. Reads beside a running bot and changes nothing.
 * `open` gives null when there is no database yet.
 */
export function createReminders(open: () => Promise<Readable | null>, courses: () => readonly CourseEntry[], now: () => Date): Command {
  return {
    help: `See what reminders there are and what became of them. Changes nothing; may run
beside the bot.

  npm run -s reminders -- status
  npm run -s reminders -- status --json
  npm run -s reminders -- --dry-run --now 2019-09-25
  npm run -s reminders -- export > deliveries.csv

  status      how many are in which state, the oldest that waits though it is
              due, and when the sender last looked
  export      every row of the ledger as CSV; times are UTC
  --dry-run   who would get what and when, from --now on, with the courses as
              they are in knowledge/ now
  --now       a day or an instant; without it the present
  --json      status: one JSON object; --dry-run: one a reminder

The database is DATABASE_URL (PostgreSQL) or DATABASE_FILE (var/vagvisaren.db).
Times are Swedish where nothing else is said.

Exit codes: 0, 1 the database cannot be read, 2 wrong use.`,

    async run(args, terminal) {
      const { values, positionals } = readArguments(args, { 'dry-run': { type: 'boolean', default: false }, now: { type: 'string' }, json: { type: 'boolean', default: false } });
      const [task = values['dry-run'] ? 'dry-run' : '', ...rest] = positionals;
      if (rest.length > 0 || !['dry-run', 'status', 'export'].includes(task) || (values['dry-run'] && task !== 'dry-run')) {
        throw new VagvisarenError('USAGE', 'Say status, export or --dry-run.');
      }
      const at = readNow(values.now, now);
      const store = await open();
      try {
        if (task === 'dry-run') {
          await dryRun(store, courses(), at, values.json, terminal);
          return 0;
        }
        if (!store) throw new VagvisarenError('STORE_UNAVAILABLE', 'There is no database yet: the bot makes it when it starts.');
        await (task === 'status' ? status(store, at, values.json, terminal) : exportReport(store, terminal));
        return 0;
      } finally {
        await store?.close();
      }
    },
  };
}
