/* global AdaptiveCards, document, toHtml */

AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = toHtml(text);
  result.didProcess = true;
};

const sheet = document.head.appendChild(document.createElement('style'));

/** Shows cards below each other in place of those before. */
globalThis.renderAll = (cards, { hostConfig, styleSheet, width }) => {
  sheet.textContent = styleSheet;
  const config = new AdaptiveCards.HostConfig(hostConfig);
  document.body.replaceChildren(...cards.map((json) => {
    const card = new AdaptiveCards.AdaptiveCard();
    card.hostConfig = config;
    card.parse(json);
    const host = document.createElement('div');
    host.className = 'host';
    host.style.width = `${width}px`;
    host.append(card.render());
    host.card = card;
    return host;
  }));
};

/** Makes all visible that a toggle can show. */
globalThis.unfold = () => {
  const show = (element) => {
    element.isVisible = true;
    if ('getItemCount' in element) for (let i = 0; i < element.getItemCount(); i++) show(element.getItemAt(i));
  };
  for (const host of document.querySelectorAll('.host')) show(host.card);
};
