import { complaints, type Complaint, type Feedback, type Judged } from '../dialogs/feedback/ports';
import { VagvisarenError } from '../errors';
import { readArguments, type Command } from './command';

type Readable = { feedback: Feedback; close(): Promise<void> };

function readSince(text: string | undefined): string | null {
  if (text === undefined) return null;
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || Number.isNaN(Date.parse(text))) throw new VagvisarenError('USAGE', `--since ska vara en dag, som 2026-11-01, inte ${text}.`);
  return text;
}

/** How the reasons are called in the cards' buttons, shortly. */
const reasons: Record<Complaint, string> = { wrong: 'fel', hard: 'svårt att förstå', outdated: 'gammalt', missing: 'något saknas' };

function judgedLine({ entry, yes, no, reasons: counts }: Judged): string {
  const given = complaints.filter((complaint) => counts[complaint] > 0).map((complaint) => `${reasons[complaint]} ${counts[complaint]}`);
  return `${(entry ?? '(okänt vilken)').padEnd(42)} ja ${String(yes).padStart(4)}  nej ${String(no).padStart(4)}  ${given.join(', ')}`.trimEnd();
}

/** What people thought of the answers, for those who write them. */
export function createFeedback(open: () => Promise<Readable | null>): Command {
  return {
    help: `Se vilka svar som hjälpte, varför andra inte gjorde det, och vad som frågats
utan att få svar. Ändrar ingenting; kan köras medan boten går.

  npm run -s feedback
  npm run -s feedback -- --since 2026-11-01
  npm run -s feedback -- --json

  --since     från och med den dagen
  --json      {"entries":[…],"questions":[…]}

Först posterna (deras filer finns i knowledge/), de som hjälpte minst överst:
"ja" hjälpte, "nej" hjälpte inte, och skälen. Sedan frågorna, om de sparas
(KEEP_QUESTIONS_DAYS). Namn och nummer är borttagna så långt ett program kan
göra det: hantera dem som personuppgifter ändå. Vem som frågade sparas inte.
Databasen är den som DATABASE_URL eller DATABASE_FILE anger, annars
var/vagvisaren.db.

Slutkoder: 0, 1 databasen går inte att läsa, 2 kommandot är felskrivet.`,

    async run(args, terminal) {
      const { values } = readArguments(args, { json: { type: 'boolean', default: false }, since: { type: 'string' } }, { positionals: false, language: 'sv' });
      const since = readSince(values.since);
      const store = await open();
      if (!store) throw new VagvisarenError('STORE_UNAVAILABLE', 'Det finns ingen databas än. Boten skapar den när den startar.');
      try {
        const entries = (await store.feedback.judged(since)).toSorted((a, b) => b.no - a.no || b.yes - a.yes);
        const questions = await store.feedback.questions(since);
        if (values.json) {
          terminal.out(JSON.stringify({ entries, questions }));
          return 0;
        }
        for (const judged of entries) terminal.out(judgedLine(judged));
        for (const { day, language, entry, reason, question } of questions) terminal.out([day, language, entry ?? 'utan svar', ...(reason ? [reasons[reason]] : []), question].join('  '));
        terminal.err(`${entries.length} bedömda poster, ${questions.length} sparade frågor${since ? ` från och med ${since}` : ''}.`);
        return 0;
      } finally {
        await store.close();
      }
    },
  };
}
