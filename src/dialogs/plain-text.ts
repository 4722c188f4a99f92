import type { Block, Reply } from './reply';

/** Breaks a paragraph into lines of at most `width` characters; `indent` stands before every line but the first. */
export function wrap(text: string, width: number, indent = ''): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    const longer = line ? `${line} ${word}` : word;
    if (longer.length > width && line) {
      lines.push(line);
      line = indent + word;
    } else {
      line = longer;
    }
  }
  return [...lines, line].join('\n');
}

/** How parts of a reply are set off: ANSI codes at a terminal, nothing elsewhere. */
export interface Style {
  width: number;
  strong: (text: string) => string;
  faint: (text: string) => string;
}

function blockText(block: Block, style: Style): string {
  const { width, strong, faint } = style;
  switch (block.type) {
    case 'verdict':
      return strong(block.text.toUpperCase());
    case 'lead':
    case 'text':
      return wrap(block.text, width);
    case 'note':
      return faint(wrap(block.text, width));
    case 'steps':
      return [strong(block.title), ...block.items.map((item, i) => wrap(`${i + 1}. ${item}`, width, '   '))].join('\n');
    case 'list':
      return [strong(block.title), ...block.items.map((item) => wrap(`• ${item}`, width, '  '))].join('\n');
    case 'copy':
      return [strong(block.title), ...block.lines].join('\n');
    case 'facts':
      return block.rows.map(({ label, value }) => wrap(`${strong(`${label}:`)} ${value}`, width, '  ')).join('\n');
    case 'links':
      return [strong(block.title), ...block.items.map(({ text, address }) => (address ? `${wrap(`• ${text}`, width, '  ')}\n  ${address}` : wrap(`• ${text}`, width, '  ')))].join('\n');
    case 'fold':
      return block.blocks.map((inner) => blockText(inner, style)).join('\n\n');
  }
}

/** A reply as text: the same content as the card, folds opened, buttons as a list. */
export function plainText(reply: Reply, style: Style): string {
  const buttons = reply.buttons.map(({ title }) => wrap(`→ ${title}`, style.width, '  '));
  return [
    ...(reply.title ? [style.strong(reply.title)] : []),
    ...reply.blocks.map((block) => blockText(block, style)),
    ...(buttons.length > 0 ? [[...(reply.buttonsTitle ? [style.strong(reply.buttonsTitle)] : []), ...buttons].join('\n')] : []),
  ].join('\n\n');
}
