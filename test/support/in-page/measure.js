/* global document, getComputedStyle, NodeFilter */

/** What is wrong with how each card is shown; empty lists when all is well. */
globalThis.measureAll = () => ({
  pageScrolls: document.scrollingElement.scrollWidth > document.scrollingElement.clientWidth,
  cards: [...document.querySelectorAll('.host')].map((host) => ({ ...widthsIn(host), faint: faintIn(host), unlabelled: unlabelledIn(host) })),
});

const said = (element) => (element.textContent || element.outerHTML).slice(0, 80);
const isShown = (element) => element.getClientRects().length > 0;

/** Elements whose content is wider than they are: titles cut off on buttons, and the rest. The innermost of each. */
function widthsIn(host) {
  const wide = [host, ...host.querySelectorAll('*')].filter((element) => element.scrollWidth > element.clientWidth && getComputedStyle(element).display !== 'inline');
  const innermost = wide.filter((element) => !wide.some((other) => other !== element && element.contains(other)));
  return {
    sideways: innermost.filter((element) => !element.closest('.ac-pushButton')).map(said),
    cut: innermost.filter((element) => element.closest('.ac-pushButton')).map(said),
  };
}

/** Red, green, blue from 0 to 255 and opacity from 0 to 1. */
function channels(color) {
  const [red, green, blue, opacity = 1] = color.match(/[\d.]+/g).map(Number);
  return [red, green, blue, opacity];
}

const over = ([...above], below) => above.slice(0, 3).map((value, i) => value * above[3] + below[i] * (1 - above[3]));

function luminance(color) {
  const [red, green, blue] = color.map((value) => value / 255).map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The background that an element's text stands on: all that lies behind it, down to the nearest opaque one. */
function backgroundOf(element) {
  const own = channels(getComputedStyle(element).backgroundColor);
  if (own[3] === 1) return own.slice(0, 3);
  return over(own, element.parentElement ? backgroundOf(element.parentElement) : [255, 255, 255]);
}

/** The contrast of an element's text with its background. https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrastOf(element) {
  const background = backgroundOf(element);
  const [light, dark] = [over(channels(getComputedStyle(element).color), background), background].map(luminance).sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** Texts whose contrast is below 4.5 to 1. */
function faintIn(host) {
  const faint = [];
  const texts = document.createTreeWalker(host, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { textContent, parentElement } = texts.currentNode;
    if (!textContent.trim() || !isShown(parentElement)) continue;
    const contrast = contrastOf(parentElement);
    if (contrast < 4.5) faint.push(`${contrast.toFixed(2)}: ${textContent.slice(0, 60)}`);
  }
  return faint;
}

/** Buttons and links without a name, fields without a label, pictures without a text, headings without a level. */
function unlabelledIn(host) {
  const labels = (element) => [
    // The renderer makes the placeholder the name of a field without a label; it is gone from sight as soon as something is typed.
    element.ariaLabel !== element.placeholder && element.ariaLabel,
    ...(element.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent),
    ...[...(element.labels ?? [])].map((label) => label.textContent),
  ];
  const some = (texts) => texts.some((text) => text && text.trim());
  const without = (selector, holds) => [...host.querySelectorAll(selector)].filter((element) => !holds(element));
  return [
    ...without('button, [role=button], a', (element) => some([element.textContent, ...labels(element)])),
    ...without('input, select, textarea', (element) => some(labels(element))),
    ...without('img', (element) => some([element.alt]) || element.getAttribute('role') === 'presentation'),
    ...without('[role=heading]', (element) => Number(element.getAttribute('aria-level')) > 0),
  ].map((element) => element.outerHTML.slice(0, 120));
}
