import { scenario } from './scenario';

const homeNumber = 'Får jag lämna ut kollegans hemnummer till en som ringer?';

scenario('installed where Teams speaks English, and where it speaks Swedish: welcome, once', async ({ page }) => {
  expect(await page.latest.innerText()).toMatch(/^Hello! I am Vägvisaren/);
  await page.mocksSwedishInstallation();
  const welcome = await page.arrives();
  expect(await welcome.innerText()).toMatch(/^Hej! Jag är Vägvisaren, en bot som svarar på frågor i jobbet\./);
  await page.presses('Hur lång är UGL?');
  expect(await page.latest.innerText()).toMatch(/^UGL – Utveckling av grupp och ledare/);
});

scenario('a question on secrecy: what to do, the sources unfolded by keyboard, a related question by button', async ({ page }) => {
  const answer = await page.says(homeNumber);
  expect(await answer.innerText()).toMatch(/^Personalens hemadress och privata telefonnummer\s+Lämna inte ut\s/);
  expect(await answer.innerText()).toContain('Säg: ”Jag lämnar inte ut privata uppgifter');
  expect(await page.links()).toEqual([]);

  await page.button('Källor').press('Enter');
  await answer.getByRole('heading', { name: 'Källor' }).waitFor();
  expect(await answer.innerText()).toContain('Offentlighets- och sekretesslagen (2009:400) 39 kap. 3 § tredje och femte styckena');
  expect(await page.links()).toContain('https://www.riksdagen.se/sv/dokument-och-lagar/dokument/svensk-forfattningssamling/sfs-2009-400');
  await page.button('Källor').click();
  await answer.getByRole('heading', { name: 'Källor' }).waitFor({ state: 'hidden' });

  const related = await page.presses('Uppgifter om förtroendevalda');
  expect(await related.innerText()).toMatch(/^Uppgifter om förtroendevalda/);
});

scenario('a question on where a document is filed', async ({ page }) => {
  const answer = await page.says('Var diarieför jag protokoll från arbetsplatsträff?');
  expect(await answer.innerText()).toMatch(/^1\.6 Samverka och förhandla som arbetsgivare/);
  expect(await answer.innerText()).toContain('Exempel på handlingar');
  const other = await page.presses('1.3 Utföra internt ledningsarbete');
  expect(await other.innerText()).toMatch(/^1\.3 Utföra internt ledningsarbete/);
});

scenario('a word that may mean several things: the choices, one picked, then none of them', async ({ page }) => {
  const choices = await page.says('sekretess');
  expect(await choices.innerText()).toMatch(/^Menade du något av det här\?/);
  expect(await page.buttons()).toEqual(expect.arrayContaining(['Svag, stark och absolut sekretess', 'Inget av dessa']));
  const picked = await page.presses('Svag, stark och absolut sekretess');
  expect(await picked.innerText()).toMatch(/^Svag, stark och absolut sekretess/);
  const none = await page.presses('Inget av dessa', choices);
  expect(await none.innerText()).toContain('Jag har granskade svar om sekretess och offentlighet');
});

scenario('a question outside: said so, and ways on', async ({ page }) => {
  const none = await page.says('När kommer lönen?');
  expect(await none.innerText()).toContain('Fråga din chef eller HR.');
  expect(await page.buttons()).toContain('Vem kan hålla en kurs i klarspråk?');
  const answer = await page.presses('Vem kan hålla en kurs i klarspråk?');
  expect(await answer.innerText()).toContain('Fråga Agera Kommunikation först.');
});

scenario('English for somebody who asks for it, and Swedish again', async ({ page }) => {
  await page.says(homeNumber);
  const switched = await page.says('in English');
  expect(await switched.innerText()).toContain('From now on I answer in English');
  const answer = await page.presses('Show the last answer');
  expect(await answer.innerText()).toMatch(/^Staff home addresses and private phone numbers\s+Do not disclose\s/);
  expect(await page.says('UGL').then((course) => course.innerText())).toContain('Length');
  const back = await page.says('på svenska');
  expect(await back.innerText()).toContain('svenska');
  expect(await page.says('UGL').then((course) => course.innerText())).toContain('Längd');
});

scenario('a thumb under an answer is counted, and what was typed is not kept', async ({ page, bot }) => {
  await page.says(homeNumber);
  await page.judges('Dislike', 'Det stod inget om min kollegas jourtelefon');
  // Teams tells under which message the thumb was, the Playground does not.
  expect(await bot.store.feedback.judged(null)).toMatchObject([{ entry: null, yes: 0, no: 1 }]);
  expect(await bot.store.feedback.questions(null)).toEqual([]);
});
