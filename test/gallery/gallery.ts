import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Reply } from '../../src/dialogs/reply';
import { spoken, toCard } from '../../src/teams/card';
import { startBrowser } from '../support/browser';
import { openCardPage, type Look } from '../support/card-page';
import { everyReply } from '../support/every-reply';
import { product } from '../support/product';
import { kinds, type Kind } from './kinds';

const folder = join(__dirname, '..', '..', 'docs', 'gallery');

const looks: Record<string, Look> = {
  light: { theme: 'light', width: 480 },
  dark: { theme: 'dark', width: 480 },
  phone: { theme: 'light', width: 320 },
};

/** A kind's heading and its pictures, each with what it says as the alternative text. */
function section({ name, title }: Kind, reply: Reply): string {
  const alternative = spoken(reply).replace(/[[\]"<>]/g, '').replace(/\s+/g, ' ');
  const images = Object.entries(looks).map(([look, { width }]) => `<img src="${name}-${look}.png" width="${width}" alt="${title} (${look}): ${alternative}">`);
  return `## ${title}\n\n${images.join('\n')}\n`;
}

/** Draws every kind of card in every look into docs/gallery/, with a page that shows them all. */
async function draw(): Promise<void> {
  const { dialogs } = product();
  mkdirSync(folder, { recursive: true });
  for (const old of readdirSync(folder)) if (/\.(png|md)$/.test(old)) rmSync(join(folder, old));
  const browser = await startBrowser();
  const page = await openCardPage(browser);
  const unasked = new Map((await everyReply()).map(({ name, reply }) => [name, reply]));
  const named = (name: string): Reply => {
    const reply = unasked.get(name);
    if (!reply) throw new Error(`No reply is called ${name}.`);
    return reply;
  };
  const sections: string[] = [];
  for (const kind of kinds) {
    const reply = typeof kind.turn === 'string' ? named(kind.turn) : (await dialogs.answer(kind.turn)).reply;
    for (const [look, how] of Object.entries(looks)) {
      writeFileSync(join(folder, `${kind.name}-${look}.png`), await page.picture(toCard(reply), { ...how, unfolded: kind.unfolded ?? false }));
    }
    sections.push(section(kind, reply));
  }
  await browser.close();
  writeFileSync(join(folder, 'README.md'), [
    '# The cards',
    'One of each kind: light, dark, and on a phone (320 px). Drawn by `npm run gallery` with Microsoft\'s renderer (`adaptivecards`)',
    'and colours and sizes like those of Teams; text in Open Sans, where Teams has Segoe UI.',
    '',
    ...sections,
  ].join('\n'));
}

void draw();
