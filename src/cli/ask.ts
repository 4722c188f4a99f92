import type { Dialogs } from '../dialogs/converse';
import { plainText, type Style } from '../dialogs/plain-text';
import { languages, type Language } from '../language';
import { VagvisarenError } from '../errors';
import type { Found } from '../search/found';
import type { Search } from '../search/engine';
import { readArguments, type Command, type Terminal } from './command';

const widest = 80;

function styleFor({ isTerminal, columns }: Terminal): Style {
  const ansi = (code: number) => (text: string) => (isTerminal ? `\u001b[${code}m${text}\u001b[0m` : text);
  return { width: Math.min(widest, columns), strong: ansi(1), faint: ansi(2) };
}

/** The line of JSON that other programs rely on; scores with three decimals. */
export function toJson(question: string, { language, outcome, action, hits }: Found): string {
  return JSON.stringify({
    question,
    language,
    outcome,
    action,
    hits: hits.map(({ id, score }) => ({ id, score: Math.round(score * 1000) / 1000 })),
  });
}

function readLanguage(text: string | undefined): Language | undefined {
  if (text === undefined) return undefined;
  const language = languages.find((one) => one === text);
  if (!language) throw new VagvisarenError('USAGE', `--lang takes sv or en, not ${text}.`);
  return language;
}

/** Asks the bot at the command line. `now` decides which course occasions are past. */
export function createAsk(load: () => { search: Search; dialogs: Dialogs }, now: () => Date): Command {
  return {
    help: `Ask the bot.

  npm run -s ask -- "Får jag lämna ut hemnumret till en kollega?"
  npm run -s ask -- --explain "Var diarieför jag APT-anteckningar?"
  npm run -s ask -- --json < questions.txt

  --json      one JSON object a question: the questions named, or one a line of standard input
  --explain   also why: words that matched, probabilities, thresholds
  --lang      sv or en; without it the language is recognised

Exit codes: 0 answered (also when the answer is that the bot does not know), 1 something is broken, 2 wrong use.`,

    async run(args, terminal) {
      const { values, positionals } = readArguments(args, {
        json: { type: 'boolean', default: false },
        explain: { type: 'boolean', default: false },
        lang: { type: 'string' },
      });
      const language = readLanguage(values.lang);
      if (positionals.length === 0 && !values.json) throw new VagvisarenError('USAGE', 'No question.');
      const { search, dialogs } = load();
      if (values.json) {
        if (positionals.length > 0) for (const question of positionals) terminal.out(toJson(question, search.find(question, language)));
        else for await (const question of terminal.lines()) terminal.out(toJson(question, search.find(question, language)));
        return 0;
      }
      const style = styleFor(terminal);
      const question = positionals.join(' ');
      const found = search.find(question, language);
      terminal.out(plainText(await dialogs.replyTo(found, { text: question, now: now() }), style));
      if (values.explain) terminal.out(['', style.strong(`outcome ${found.outcome}, confidence ${found.confidence.toFixed(2)}`), ...found.path.map((line) => `  ${line}`)].join('\n'));
      return 0;
    },
  };
}
