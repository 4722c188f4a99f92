/**
 * Teams does not publish the host configuration it renders cards with. Sizes and spacing are those of Microsoft's sample
 * (github.com/microsoft/Teams-AdaptiveCards-Mobile, samples/HostConfig), colours those of Teams' themes in Fluent 2:
 * they resemble what people see and may differ from it in details.
 */
export const themes = ['light', 'dark', 'highContrast'] as const;

export type Theme = (typeof themes)[number];

type Surface = 'default' | 'emphasis' | 'accent' | 'good' | 'attention' | 'warning';

interface Palette {
  /** Around the card. */
  page: string;
  border: string;
  link: string;
  button: { text: string; background: string; border: string };
  primary: { text: string; background: string };
  destructive: string;
  /** Of text, ordinary and subtle. */
  text: Record<'default' | 'dark' | 'light' | 'accent' | 'good' | 'warning' | 'attention', readonly [string, string]>;
  surfaces: Record<Surface, string>;
}

const palettes: Record<Theme, Palette> = {
  light: {
    page: '#f5f5f5',
    border: '#e0e0e0',
    link: '#4f52b2',
    button: { text: '#242424', background: '#ffffff', border: '#d1d1d1' },
    primary: { text: '#ffffff', background: '#5b5fc7' },
    destructive: '#b10e1c',
    text: {
      default: ['#242424', '#616161'],
      dark: ['#242424', '#616161'],
      light: ['#ffffff', '#f5f5f5'],
      accent: ['#5b5fc7', '#5b5fc7'],
      good: ['#0e700e', '#0e700e'],
      warning: ['#bc4b09', '#bc4b09'],
      attention: ['#b10e1c', '#b10e1c'],
    },
    surfaces: { default: '#ffffff', emphasis: '#fafafa', accent: '#e8ebfa', good: '#f1faf1', attention: '#fdf3f4', warning: '#fff9f5' },
  },
  dark: {
    page: '#1f1f1f',
    border: '#525252',
    link: '#7f85f5',
    button: { text: '#ffffff', background: '#292929', border: '#666666' },
    primary: { text: '#ffffff', background: '#4f52b2' },
    destructive: '#dc626d',
    text: {
      default: ['#ffffff', '#adadad'],
      dark: ['#242424', '#616161'],
      light: ['#ffffff', '#adadad'],
      accent: ['#7f85f5', '#7f85f5'],
      good: ['#54b054', '#54b054'],
      warning: ['#faa06b', '#faa06b'],
      attention: ['#e37d80', '#e37d80'],
    },
    surfaces: { default: '#292929', emphasis: '#1f1f1f', accent: '#2f2f4a', good: '#052505', attention: '#3b0509', warning: '#411200' },
  },
  highContrast: {
    page: '#000000',
    border: '#ffffff',
    link: '#ffff01',
    button: { text: '#ffffff', background: '#000000', border: '#ffffff' },
    primary: { text: '#000000', background: '#1aebff' },
    destructive: '#ffffff',
    text: {
      default: ['#ffffff', '#ffffff'],
      dark: ['#000000', '#000000'],
      light: ['#ffffff', '#ffffff'],
      accent: ['#1aebff', '#1aebff'],
      good: ['#3ff23f', '#3ff23f'],
      warning: ['#ffff01', '#ffff01'],
      attention: ['#ffff01', '#ffff01'],
    },
    surfaces: { default: '#000000', emphasis: '#000000', accent: '#000000', good: '#000000', attention: '#000000', warning: '#000000' },
  },
};

const fontFamily = "'Segoe UI', sans-serif";
const textSize = 14;
const lineHeight = 1.4;

/** The host configuration of a theme, with all text `textScale` times as large. */
export function hostConfig(theme: Theme, textScale: number): Record<string, unknown> {
  const { text, surfaces, border } = palettes[theme];
  const sizes = { small: 12, default: textSize, medium: 14, large: 18, extraLarge: 24 };
  const scaled = (factor: number) => Object.fromEntries(Object.entries(sizes).map(([name, size]) => [name, Math.round(size * factor)]));
  const foregroundColors = Object.fromEntries(Object.entries(text).map(([name, [ordinary, subtle]]) => [name, { default: ordinary, subtle }]));
  const font = { fontFamily, fontSizes: scaled(textScale), fontWeights: { lighter: 200, default: 400, bolder: 600 }, lineHeights: scaled(textScale * lineHeight) };
  return {
    supportsInteractivity: true,
    spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
    separator: { lineThickness: 1, lineColor: border },
    imageSizes: { small: 32, medium: 52, large: 100 },
    fontTypes: { default: font, monospace: font },
    textStyles: { heading: { size: 'large', weight: 'bolder' } },
    textBlock: { headingLevel: 2 },
    containerStyles: Object.fromEntries(Object.entries(surfaces).map(([name, backgroundColor]) => [name, { backgroundColor, foregroundColors, borderColor: border }])),
    actions: { maxActions: 6, spacing: 'default', buttonSpacing: 0, showCard: { actionMode: 'inline', inlineTopMargin: 16, style: 'emphasis' }, actionsOrientation: 'horizontal', actionAlignment: 'left' },
    adaptiveCard: { allowCustomStyle: false },
    factSet: { title: { weight: 'bolder', wrap: true }, value: { wrap: true }, spacing: 16 },
  };
}

/**
 * What Teams' own style sheet adds to the renderer: the card's frame, links, buttons in rows, cut off where they are too wide, and fields.
 * The frame has square corners: one pixel of a round one changes from run to run, and pictures must not.
 */
export function styleSheet(theme: Theme, textScale: number): string {
  const { page, border, link, button, primary, destructive, surfaces, text } = palettes[theme];
  const size = textSize * textScale;
  return `
    body { margin: 0; background: ${page}; }
    .host { box-sizing: border-box; background: ${surfaces.default}; border: 1px solid ${border}; }
    .ac-anchor { color: ${link}; }
    .ac-actionSet { flex-wrap: wrap; gap: 8px; }
    .ac-pushButton { font: 600 ${size}px/${lineHeight} ${fontFamily}; padding: 5px 12px; min-height: 32px; max-width: 100%; box-sizing: border-box;
      color: ${button.text}; background: ${button.background}; border: 1px solid ${button.border}; border-radius: 4px; }
    .ac-pushButton.primary { color: ${primary.text}; background: ${primary.background}; border-color: ${primary.background}; }
    .ac-pushButton.style-destructive { color: ${destructive}; }
    .ac-input { font: ${size}px/${lineHeight} ${fontFamily}; color: ${text.default[0]}; background: ${surfaces.default}; border: 1px solid ${border}; padding: 5px 8px; box-sizing: border-box; max-width: 100%; }
  `;
}
