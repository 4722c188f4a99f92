import type { Block, Button, Link, Reply, Tone } from '../dialogs/reply';
import { plainText } from '../dialogs/plain-text';

/** Adaptive Cards 1.5: the newest version that Teams shows on every device. https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-reference */
export const version = '1.5';

/** How many actions Teams shows: https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-reference#card-support */
const mostActions = 6;

type Element = Record<string, unknown>;

/** Text for a TextBlock, which reads Markdown: signs that would format are escaped, so that text is shown as written. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>~|]/g, '\\$&').replace(/^(\s*)([#+-]|\d+[.)])(?=[ \t])/gm, (_, space: string, mark: string) => `${space}${mark.slice(0, -1)}\\${mark.slice(-1)}`);
}

/** A paragraph, shown as written. */
export function textBlock(text: string, more: Element = {}): Element {
  return { type: 'TextBlock', text: escapeMarkdown(text), wrap: true, ...more };
}

function heading(text: string): Element {
  return textBlock(text, { style: 'heading', size: 'Default', weight: 'Bolder', spacing: 'Medium' });
}

function link({ text, address }: Link): Element {
  if (!address) return textBlock(`• ${text}`, { spacing: 'Small' });
  const target = address.replace(/[()\s\\]/g, encodeURIComponent);
  return { type: 'TextBlock', text: `• [${escapeMarkdown(text)}](${target})`, wrap: true, spacing: 'Small' };
}

/** Adaptive Cards' container styles. The words carry the meaning; the colour only underlines it. */
const styles: Record<Tone, string> = { stop: 'attention', careful: 'warning', go: 'good', plain: 'emphasis' };

type Fold = Extract<Block, { type: 'fold' }>;

function elements(block: Exclude<Block, Fold>): Element[] {
  switch (block.type) {
    case 'verdict':
      return [{ type: 'Container', style: styles[block.tone], spacing: 'Small', items: [textBlock(block.text, { weight: 'Bolder', size: 'Large' })] }];
    case 'lead':
      return [textBlock(block.text, { spacing: 'Small' })];
    case 'text':
      return [textBlock(block.text)];
    case 'note':
      return [textBlock(block.text, { size: 'Small', spacing: 'Medium' })];
    case 'steps':
      return [heading(block.title), // A no-break space keeps Markdown from making a list of its own, numbered from one each time.
        ...block.items.map((item, i) => textBlock(`${i + 1}.\u00a0${item}`, { spacing: 'Small' }))];
    case 'list':
      return [heading(block.title), ...block.items.map((item) => textBlock(`• ${item}`, { spacing: 'Small' }))];
    case 'copy':
      // One TextBlock, so that it is selected as a whole; Markdown breaks lines at empty ones.
      return [heading(block.title), { type: 'Container', style: 'emphasis', spacing: 'Small', items: [textBlock(block.lines.join('\n\n'))] }];
    case 'facts':
      // A FactSet keeps label and value side by side, too wide for a phone with large text.
      return block.rows.flatMap(({ label, value }) => [textBlock(label, { weight: 'Bolder', spacing: 'Small' }), textBlock(value, { spacing: 'None' })]);
    case 'links':
      return [heading(block.title), ...block.items.map(link)];
  }
}

/** Folds that follow each other: their buttons in one row, what they show below it. */
function folded(folds: readonly Fold[], id: () => string): Element[] {
  const parts = folds.map((fold) => ({ fold, target: id() }));
  return [
    { type: 'ActionSet', spacing: 'Medium', actions: parts.map(({ fold, target }) => ({ type: 'Action.ToggleVisibility', title: fold.title, targetElements: [target] })) },
    ...parts.map(({ fold, target }) => ({ type: 'Container', id: target, isVisible: false, items: body(fold.blocks, id) })),
  ];
}

function body(blocks: readonly Block[], id: () => string): Element[] {
  const parts: Element[] = [];
  for (let i = 0; i < blocks.length; ) {
    const rest = blocks.slice(i);
    const other = rest.findIndex(({ type }) => type !== 'fold');
    const folds = rest.slice(0, other < 0 ? rest.length : other) as Fold[];
    const [block] = rest;
    parts.push(...(block!.type === 'fold' ? folded(folds, id) : elements(block!)));
    i += Math.max(1, folds.length);
  }
  return parts;
}

/** A button whose words wrap: Teams cuts the titles of its own buttons where they do not fit in one line. */
function button({ title, action }: Button): Element {
  return {
    type: 'Container',
    style: 'emphasis',
    spacing: 'Small',
    selectAction: { type: 'Action.Submit', title, data: action },
    items: [textBlock(title, { weight: 'Bolder', color: 'Accent' })],
  };
}

/** "Hjälpte det?" with its two short buttons in one row. */
function judged({ feedback }: Reply): Element[] {
  if (!feedback) return [];
  const actions = feedback.buttons.map(({ title, action }) => ({ type: 'Action.Submit', title, data: action }));
  return [textBlock(feedback.title, { spacing: 'Large', separator: true }), { type: 'ActionSet', spacing: 'Small', actions }];
}

/** A reply as an Adaptive Card: buttons as submit actions that carry the next step. */
export function toCard(reply: Reply): Element {
  let folds = 0;
  const id = () => `fold${++folds}`;
  const text = plainText(reply, { width: Infinity, strong: (part) => part, faint: (part) => part });
  const content = body(reply.blocks, id);
  // The last buttons are the least useful: they make room.
  const buttons = reply.feedback ? reply.buttons.slice(0, mostActions - folds - reply.feedback.buttons.length) : reply.buttons;
  const parts = [
    ...(reply.title ? [textBlock(reply.title, { style: 'heading', weight: 'Bolder', size: 'Large' })] : []),
    ...content,
    ...(buttons.length > 0 && reply.buttonsTitle ? [heading(reply.buttonsTitle)] : []),
    ...buttons.map(button),
    ...judged(reply),
  ];
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version,
    lang: reply.language,
    fallbackText: text,
    speak: spoken(reply),
    body: parts,
  };
}

/** What a screen reader or a notification says first: title and the direct answer. */
export function spoken(reply: Reply): string {
  const said = reply.blocks.flatMap((block) => (block.type === 'verdict' || block.type === 'lead' ? [block.text] : []));
  return [...(reply.title ? [reply.title] : []), ...said].join('. ').replace(/\.\./g, '.');
}
