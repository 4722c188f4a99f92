import { actionSchema } from '../../../src/dialogs/action';
import type { Block, Reply } from '../../../src/dialogs/reply';
import type { Language } from '../../../src/language';
import { product } from '../../support/product';
import type { Taken } from '../../support/walk';

/** Teams shows six; what folds is one of them. */
const mostButtons = 6;

function textsOf(block: Block): string[] {
  switch (block.type) {
    case 'steps':
    case 'list':
      return [block.title, ...block.items];
    case 'copy':
      return [block.title, ...block.lines];
    case 'facts':
      return block.rows.flatMap(({ label, value }) => [label, value]);
    case 'links':
      return [block.title, ...block.items.map(({ text }) => text)];
    case 'fold':
      return [block.title, ...block.blocks.flatMap(textsOf)];
    default:
      return [block.text];
  }
}

function isEmpty(block: Block): boolean {
  const parts = 'items' in block ? block.items : 'lines' in block ? block.lines : 'rows' in block ? block.rows : 'blocks' in block ? block.blocks : [block.text];
  return parts.length === 0 || textsOf(block).some((text) => text.trim() === '') || ('blocks' in block && block.blocks.some(isEmpty));
}

const ordinary: Record<Language, RegExp> = {
  sv: /\b(och|att|är|som|inte|för|det|på|du|ska|eller|av|till|jag)\b/giu,
  en: /\b(and|the|is|that|not|for|you|or|of|to|if|what|are)\b/giu,
};

/** Names of courses, agreement areas and statutes stay Swedish, whole sentences do not. */
function speaks(text: string, language: Language): boolean {
  const [own, other] = language === 'sv' ? [ordinary.sv, ordinary.en] : [ordinary.en, ordinary.sv];
  return (text.match(own)?.length ?? 0) >= (text.match(other)?.length ?? 0);
}

const wayOn = /\?|Skriv|Type|Fråga|Ask|Ring 112|Call 112|@Vägvisaren/;
const machine = /undefined|null|NaN|\[object|[{}]/;
const bareYesOrNo = /^(ja|nej|yes|no)[.!,]?$/i;

function verdictOf(id: string | undefined): string | undefined {
  const entry = id === undefined ? undefined : product().knowledge.entries.get(id);
  return entry?.kind === 'secrecy' ? entry.verdict : undefined;
}

/** After "lämna inte ut", nothing that is typed is answered alone with "ska lämnas ut" or "får lämnas ut": it may be about the same person. */
function permitsAfterForbidding({ step, reply, found, before }: Taken): boolean {
  const last = before.find(({ entry }) => entry !== undefined)?.entry;
  const permits = ['mustDisclose', 'mayDisclose'].includes(verdictOf(reply.entry) ?? '');
  return 'say' in step && found !== undefined && found.by !== 'rule' && permits && verdictOf(last) === 'doNotDisclose' && last !== reply.entry;
}

function ofButtons({ buttons, blocks, language }: Reply): string[] {
  const folds = blocks.some(({ type }) => type === 'fold') ? 1 : 0;
  const titles = buttons.map(({ title }) => title);
  return [
    ...(buttons.length + folds > mostButtons ? [`has ${buttons.length} buttons${folds ? ' and folds' : ''}`] : []),
    ...(new Set(titles).size < titles.length ? ['has two buttons of one title'] : []),
    ...buttons.filter(({ action }) => !actionSchema.safeParse(action).success).map(({ title }) => `has a button "${title}" that it would not understand`),
    ...buttons.filter(({ action }) => action.language !== language).map(({ title }) => `has a button "${title}" that answers in another language`),
  ];
}

/** What no reply may be, wherever it stands in a conversation. */
export function flawsIn(taken: Taken): string[] {
  const { reply, text, language } = taken;
  const said = reply.blocks.flatMap(textsOf);
  return [
    ...ofButtons(reply),
    ...(reply.blocks.length === 0 || reply.blocks.some(isEmpty) ? ['has an empty block'] : []),
    ...(reply.language === language ? [] : [`is in ${reply.language}, not in ${language}`]),
    ...(speaks(text, language) ? [] : [`does not read like ${language}`]),
    ...(reply.buttons.length > 0 || wayOn.test(text) ? [] : ['is a dead end']),
    ...(machine.test(text) ? [`says "${machine.exec(text)![0]}"`] : []),
    ...said.filter((one) => bareYesOrNo.test(one.trim())).map((one) => `says a bare "${one}"`),
    ...(permitsAfterForbidding(taken) ? ['tells to disclose what the answer before forbade'] : []),
  ];
}
