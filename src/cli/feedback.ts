import { complaints, type Feedback, type Judged } from '../dialogs/feedback/ports';
import { VagvisarenError } from '../errors';
import { readArguments, type Command } from './command';

type Readable = { feedback: Feedback; close(): Promise<void> };

function readSince(text: string | undefined): string | null {
  if (text === undefined) return null;
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || Number.isNaN(Date.parse(text))) throw new VagvisarenError('USAGE', `--since takes a day (2026-11-01), not ${text}.`);
  return text;
}

function judgedLine({ entry, yes, no, reasons }: Judged): string {
  const given = complaints.filter((complaint) => reasons[complaint] > 0).map((complaint) => `${complaint} ${reasons[complaint]}`);
  return `${(entry ?? '(not known which)').padEnd(42)} yes ${String(yes).padStart(4)}  no ${String(no).padStart(4)}  ${given.join(', ')}`.trimEnd();
}

/** What people thought of the answers, for those who write them. */
export function createFeedback(open: () => Promise<Readable | null>): Command {
  return {
    help: `See which answers helped, why others did not, and what was asked that has no answer. Changes nothing; may run beside the bot.

  npm run -s feedback
  npm run -s feedback -- --since 2026-11-01
  npm run -s feedback -- --json

  --since     from that day on
  --json      {"entries":[…],"questions":[…]} for programs

First the entries (their files in knowledge/), those that helped least on top. The reasons: wrong, hard to understand, outdated,
something missing. Then the questions, where KEEP_QUESTIONS_DAYS has them kept: names and numbers are taken out as far as a
program can. Handle them as personal data all the same. Who said something is stored nowhere.
The database is DATABASE_URL (PostgreSQL) or DATABASE_FILE (var/vagvisaren.db).
Exit codes: 0, 1 when the database cannot be read, 2 wrong use.`,

    async run(args, terminal) {
      const { values } = readArguments(args, { json: { type: 'boolean', default: false }, since: { type: 'string' } });
      const since = readSince(values.since);
      const store = await open();
      if (!store) throw new VagvisarenError('STORE_UNAVAILABLE', 'There is no database yet: the bot makes it when it starts.');
      try {
        const entries = (await store.feedback.judged(since)).toSorted((a, b) => b.no - a.no || b.yes - a.yes);
        const questions = await store.feedback.questions(since);
        if (values.json) {
          terminal.out(JSON.stringify({ entries, questions }));
          return 0;
        }
        for (const judged of entries) terminal.out(judgedLine(judged));
        for (const { day, language, entry, reason, question } of questions) terminal.out([day, language, entry ?? 'no answer', ...(reason ? [reason] : []), question].join('  '));
        terminal.err(`${entries.length} entries judged, ${questions.length} questions kept${since ? ` since ${since}` : ''}.`);
        return 0;
      } finally {
        await store.close();
      }
    },
  };
}
