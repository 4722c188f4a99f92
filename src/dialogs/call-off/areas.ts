import type { Knowledge } from '../../knowledge/load';
import type { SupplierEntry } from '../../knowledge/schema';
import type { Block, Button, Reply } from '../reply';
import type { CallOffAction } from './actions';
import { areaButton, mostButtons } from './buttons';
import { inWords, type Speaking } from './wording';

/** Which areas are asked for, and what each leads to. */
export type AreasWanted = Pick<Extract<CallOffAction, { do: 'areas' }>, 'from' | 'purpose' | 'rank'>;

/** Every agreement area. */
export function areasOf(knowledge: Knowledge): SupplierEntry[] {
  return [...knowledge.entries.values()].filter((entry): entry is SupplierEntry => entry.kind === 'supplier');
}

function overview(at: Speaking, areas: readonly SupplierEntry[]): Block[] {
  const { say, language } = at;
  const items = areas.map(({ title, suppliers: [first] }) =>
    first === undefined
      ? say('call-off.areaRowNone', { area: title[language] })
      : say('call-off.areaRow', { area: title[language], supplier: first }),
  );
  return [
    { type: 'lead', text: say('call-off.areas', { number: inWords(at, areas.length) }) },
    { type: 'list', title: say('call-off.areasTitle'), items },
  ];
}

/**
 * All areas with who is asked first; or, where an area must be known first, the question which one. There are more areas
 * than buttons: the last button shows the rest.
 */
export function areasReply(at: Speaking, wanted: AreasWanted): Reply {
  const { say, language } = at;
  const { from, purpose, rank } = wanted;
  const all = areasOf(at.knowledge).sort((a, b) => a.title[language].localeCompare(b.title[language], language));
  const fitting = purpose === 'show' ? all : all.filter(({ suppliers }) => suppliers.length >= rank);
  // No area has that many suppliers, or so many areas are there no longer.
  if (from >= fitting.length && all.length > 0) return areasReply(at, { from: 0, purpose: 'show', rank: 1 });
  const left = fitting.slice(from);
  const shown = left.length <= mostButtons ? left : left.slice(0, mostButtons - 1);
  const more: Button[] = shown.length < left.length
    ? [{ title: say('call-off.moreAreas'), action: { v: 1, do: 'areas', from: from + shown.length, purpose, rank, language } }]
    : [];
  const first = purpose === 'declined' ? 'call-off.nextWhere' : 'call-off.whichArea';
  const lead: Block = { type: 'lead', text: say(from > 0 ? 'call-off.areasRest' : first) };
  return {
    language,
    ...(purpose === 'show' ? { title: say('call-off.allAreas') } : {}),
    blocks: purpose === 'show' && from === 0 ? overview(at, all) : [lead],
    buttons: [...shown.map((entry) => areaButton(at, { entry, rank }, purpose)), ...more],
  };
}
