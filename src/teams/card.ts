import type { Block, Button, Link, Reply } from '../dialogs/reply';
import { plainText } from '../dialogs/plain-text';

/** Adaptive Cards 1.5: the newest version that Teams shows on every device. https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-reference */
const version = '1.5';

type Element = Record<string, unknown>;

/** Text for a TextBlock, which reads Markdown: signs that would format are escaped, so that text is shown as written. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>~|]/g, '\\$&').replace(/^(\s*)([#+-]|\d+[.)])(?=[ \t])/gm, (_, space: string, mark: string) => `${space}${mark.slice(0, -1)}\\${mark.slice(-1)}`);
}

function textBlock(text: string, more: Element = {}): Element {
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

function elements(block: Block, id: () => string): Element[] {
  switch (block.type) {
    case 'verdict':
      return [textBlock(block.text, { weight: 'Bolder', size: 'Large', spacing: 'Small' })];
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
    case 'facts':
      return [{ type: 'FactSet', facts: block.rows.map(({ label, value }) => ({ title: escapeMarkdown(label), value: escapeMarkdown(value) })) }];
    case 'links':
      return [heading(block.title), ...block.items.map(link)];
    case 'fold': {
      const target = id();
      const toggle = { type: 'Action.ToggleVisibility', title: block.title, targetElements: [target] };
      return [
        { type: 'ActionSet', spacing: 'Medium', actions: [toggle] },
        { type: 'Container', id: target, isVisible: false, items: block.blocks.flatMap((inner) => elements(inner, id)) },
      ];
    }
  }
}

function submit({ title, action }: Button): Element {
  return { type: 'Action.Submit', title, data: action };
}

/** A reply as an Adaptive Card: buttons as submit actions that carry the next step. */
export function toCard(reply: Reply): Element {
  let folds = 0;
  const id = () => `fold${++folds}`;
  const text = plainText(reply, { width: Infinity, strong: (part) => part, faint: (part) => part });
  const body = [
    ...(reply.title ? [textBlock(reply.title, { style: 'heading', weight: 'Bolder', size: 'Medium' })] : []),
    ...reply.blocks.flatMap((block) => elements(block, id)),
    ...(reply.buttons.length > 0 && reply.buttonsTitle ? [heading(reply.buttonsTitle)] : []),
    ...(reply.buttons.length > 0 ? [{ type: 'ActionSet', actions: reply.buttons.map(submit) }] : []),
  ];
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version,
    lang: reply.language,
    fallbackText: text,
    speak: spoken(reply),
    body,
  };
}

/** What a screen reader or a notification says first: title and the direct answer. */
export function spoken(reply: Reply): string {
  const said = reply.blocks.flatMap((block) => (block.type === 'verdict' || block.type === 'lead' ? [block.text] : []));
  return [...(reply.title ? [reply.title] : []), ...said].join('. ').replace(/\.\./g, '.');
}
