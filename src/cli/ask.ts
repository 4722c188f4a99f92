import type { Dialogs } from '../dialogs/converse';
import { plainText } from '../dialogs/plain-text';
import { languages, type Language } from '../language';
import { VagvisarenError } from '../errors';
import type { Found } from '../search/found';
import type { Search } from '../search/engine';
import { readArguments, styleFor, type Command } from './command';

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
  if (!language) throw new VagvisarenError('USAGE', `--lang ska vara sv eller en, inte ${text}.`);
  return language;
}

/** Asks the bot at the command line. `now` decides which course occasions are past. */
export function createAsk(load: () => { search: Search; dialogs: Dialogs }, now: () => Date): Command {
  return {
    help: `Fråga boten: samma svar som i Teams, i terminalen.

  npm run -s ask -- "Får jag lämna ut hemnumret till en kollega?"
  npm run -s ask -- --explain "Var diarieför jag APT-anteckningar?"
  npm run -s ask -- --lang en "Where do I file minutes?"
  npm run -s ask -- --json < questions.txt

  --json      ett JSON-objekt per fråga: för frågorna på raden, eller för
              varje rad som kommer in: {"question","language","outcome",
              "action","hits":[{"id","score"}]}
  --explain   också varför, på engelska: ord som träffade, sannolikheter,
              gränser
  --lang      sv eller en; annars känner boten igen språket

Slutkoder: 0 besvarad (även när svaret är att boten inte vet), 1 något är
trasigt, 2 kommandot är felskrivet.`,

    async run(args, terminal) {
      const { values, positionals } = readArguments(args, {
        json: { type: 'boolean', default: false },
        explain: { type: 'boolean', default: false },
        lang: { type: 'string' },
      }, { language: 'sv' });
      const language = readLanguage(values.lang);
      if (positionals.length === 0 && !values.json) throw new VagvisarenError('USAGE', 'Skriv en fråga inom citattecken.');
      const { search, dialogs } = load();
      if (values.json) {
        if (positionals.length > 0) for (const question of positionals) terminal.out(toJson(question, search.find(question, language)));
        else for await (const question of terminal.lines()) terminal.out(toJson(question, search.find(question, language)));
        return 0;
      }
      const style = styleFor(terminal);
      const question = positionals.join(' ');
      const { reply } = await dialogs.answer({ text: question, now: now(), ...(language ? { language } : {}) });
      terminal.out(plainText(reply, style));
      if (values.explain) {
        const { outcome, confidence, path } = search.find(question, language);
        terminal.out(['', style.strong(`outcome ${outcome}, confidence ${confidence.toFixed(2)}`), ...path.map((line) => `  ${line}`)].join('\n'));
      }
      return 0;
    },
  };
}
