import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startBrowser } from '../test/support/browser';

/** The two pictures that Teams wants, what of icon.svg each shows, and its size in pixels. */
const icons = {
  color: { view: '0 0 192 192', size: 192 },
  outline: { view: '48 48 96 96', size: 32 },
} as const;

/** Draws the app's icons from icon.svg, as PNG. */
export async function drawIcons(): Promise<Record<keyof typeof icons, Buffer>> {
  const svg = readFileSync(join(__dirname, 'icon.svg'), 'utf8');
  const browser = await startBrowser();
  try {
    const page = await browser.newPage();
    const draw = async (name: keyof typeof icons): Promise<Buffer> => {
      const { view, size } = icons[name];
      await page.setViewportSize({ width: size, height: size });
      await page.setContent(`<style>body { margin: 0 } svg { display: block; width: 100vw; height: 100vh }</style>${svg}`);
      await page.locator('svg').evaluate((drawing, shown) => {
        drawing.setAttribute('class', shown.name);
        drawing.setAttribute('viewBox', shown.view);
      }, { name, view });
      return page.screenshot({ omitBackground: true });
    };
    return { color: await draw('color'), outline: await draw('outline') };
  } finally {
    await browser.close();
  }
}

if (require.main === module) {
  void drawIcons().then((drawn) => {
    for (const [name, png] of Object.entries(drawn)) writeFileSync(join(__dirname, `${name}.png`), png);
  });
}
