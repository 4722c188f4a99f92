/* global toHtml */

const safe = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const escaped = /\\([!-/:-@[-`{-~])/;
const link = /\[((?:\\.|[^\]\\])*)\]\(([^()\s]*)\)/;
const bold = /\*\*((?:\\.|[^*\\])+)\*\*/;
const parts = new RegExp([escaped, link, bold, /\n/, /[&<>"]/].map(({ source }) => source).join('|'), 'g');

/** The part of Markdown that cards here use, as Teams shows it: signs escaped with a backslash, links, bold, new lines. */
globalThis.toHtml = (markdown) =>
  markdown.replace(parts, (all, sign, text, address, strong) => {
    if (sign !== undefined) return safe(sign);
    if (text !== undefined) return `<a href="${safe(address)}">${toHtml(text)}</a>`;
    if (strong !== undefined) return `<b>${toHtml(strong)}</b>`;
    return all === '\n' ? '<br>' : safe(all);
  });
