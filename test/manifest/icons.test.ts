import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawIcons } from '../../manifest/draw-icons';
import { browserRuns } from '../support/browser';
import { manifestFolder, unpacked } from './packed';
import { readPng, type Picture } from './png';

const { manifest } = unpacked();
const shipped = (name: string): Buffer => readFileSync(join(manifestFolder, name));
const color = readPng(shipped(manifest.icons.color));
const outline = readPng(shipped(manifest.icons.outline));

function pixels({ width, height, pixel }: Picture): { x: number; y: number; rgb: string; alpha: number }[] {
  return Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    const [r, g, b, alpha] = pixel(x, y);
    return { x, y, rgb: `#${Buffer.from([r, g, b]).toString('hex')}`.toUpperCase(), alpha };
  });
}

/** How light a colour is to the eye. https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(rgb: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(rgb.slice(at, at + 2), 16) / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** https://learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/apps-package#app-icons */
describe('the colour icon', () => {
  test('is 192 × 192, opaque, on a square of the accent colour with 48 pixels around the symbol', () => {
    expect([color.width, color.height]).toEqual([192, 192]);
    const isAround = (at: number) => at < 48 || at >= 144;
    const all = pixels(color);
    expect(new Set(all.map(({ alpha }) => alpha))).toEqual(new Set([255]));
    expect(new Set(all.filter(({ x, y }) => isAround(x) || isAround(y)).map(({ rgb }) => rgb))).toEqual(new Set([manifest.accentColor]));
  });

  test('stands out from its ground', () => {
    const counts = new Map<string, number>();
    for (const { rgb } of pixels(color)) counts.set(rgb, (counts.get(rgb) ?? 0) + 1);
    const symbol = [...counts].filter(([rgb, count]) => rgb !== manifest.accentColor && count > 100);
    expect(symbol).toHaveLength(2);
    for (const [rgb] of symbol) expect((luminance(rgb) + 0.05) / (luminance(manifest.accentColor) + 0.05)).toBeGreaterThan(4.5);
  });
});

describe('the outline icon', () => {
  test('is 32 × 32, white on nothing', () => {
    expect([outline.width, outline.height]).toEqual([32, 32]);
    const visible = pixels(outline).filter(({ alpha }) => alpha > 0);
    expect(new Set(visible.map(({ rgb }) => rgb))).toEqual(new Set(['#FFFFFF']));
    expect(visible.filter(({ alpha }) => alpha === 255).length).toBeGreaterThan(visible.length * 0.75);
    expect(visible.length).toBeLessThan(32 * 32 * 0.5);
  });

  test('reaches the edges: no padding around the symbol', () => {
    const visible = pixels(outline).filter(({ alpha }) => alpha > 0);
    for (const places of [visible.map(({ x }) => x), visible.map(({ y }) => y)]) {
      expect(Math.min(...places)).toBeLessThanOrEqual(1);
      expect(Math.max(...places)).toBeGreaterThanOrEqual(30);
    }
  });
});

(browserRuns ? test : test.skip)('both are what "npm run icons" draws of icon.svg', async () => {
  const drawn = await drawIcons();
  expect(pixels(readPng(drawn.color))).toEqual(pixels(color));
  expect(pixels(readPng(drawn.outline))).toEqual(pixels(outline));
});
