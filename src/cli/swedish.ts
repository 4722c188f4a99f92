import type { ErrorCode, VagvisarenError } from '../errors';

const operators = 'Be den som sköter driften om hjälp, och visa hela detta meddelande.';

/** What editors read of the errors that their commands raise: what has happened, and what to do. */
const sentences: Partial<Record<ErrorCode, { what: string; whatToDo: string }>> = {
  KNOWLEDGE_INVALID: { what: 'Det finns fel i knowledge/:', whatToDo: 'Rätta felen. "npm run check" visar dem igen, tillsammans med alla andra.' },
  DIALOGS_INVALID: { what: 'Det finns fel i dialogs/:', whatToDo: 'Rätta felen. "npm run check" visar dem igen, tillsammans med alla andra.' },
  MODEL_INVALID: { what: 'Sökningens modell går inte att använda:', whatToDo: 'Kör "npm run train", som gör den på nytt.' },
  QUESTIONS_INVALID: { what: 'Det finns fel bland frågorna i knowledge/ranking/questions.jsonl:', whatToDo: 'Rätta raden, eller återställ filen.' },
  CONFIG_INVALID: { what: 'Boten är fel inställd på den här datorn:', whatToDo: operators },
  STORE_UNAVAILABLE: { what: 'Databasen går inte att läsa:', whatToDo: operators },
  STORE_NEWER: { what: 'Databasen hör till en nyare version av boten:', whatToDo: operators },
};

/**
 * An error as an editor reads it. What was wrongly typed is told in Swedish where it is found; of other errors the original
 * text comes along, for whoever helps.
 */
export function inSwedish({ code, message, whatToDo }: VagvisarenError): string {
  if (code === 'USAGE') return `${message}\nKör kommandot med --help så visas hur det används.`;
  const sentence = sentences[code];
  return sentence ? `${sentence.what}\n${message}\n${sentence.whatToDo}` : `${message}\n${whatToDo}`;
}

