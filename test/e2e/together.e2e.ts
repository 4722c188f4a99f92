import { botName } from './playground-page';
import { scenario } from './scenario';

scenario('a group chat: welcomed in a sentence, answered where the bot is mentioned', async ({ page }) => {
  const welcome = await page.goes('group');
  expect(await welcome.innerText()).toContain(`@${botName}`);
  const answer = await page.says('Hur lång är UGL?', { mention: true });
  expect(await answer.innerText()).toMatch(/^UGL – Utveckling av grupp och ledare/);
});

scenario('a channel: answered in the thread, and reminded in the channel of the course it follows', async ({ page, bot }) => {
  const welcome = await page.goes('channel');
  expect(await welcome.innerText()).toContain('The channel can also follow courses.');
  const followed = await page.posts('påminn oss om UGL');
  expect(await followed.innerText()).toContain('Påminnelserna kommer hit till kanalen, så att alla här ser dem.');
  const course = await page.presses('Visa kursen');
  expect(await course.innerText()).toMatch(/^UGL – Utveckling av grupp och ledare/);
  await bot.turnsTo('2027-02-15T07:30:00Z');
  const reminder = await page.thread('Det här kommer hit för att kanalen följer UGL');
  expect(await reminder.innerText()).toContain('Det är 14 dagar kvar.');
  expect(await page.buttons()).toEqual(['Sluta påminna']);
});

scenario('the compose box: an answer is found, chosen, and posted into a group chat', async ({ page }) => {
  await page.goes('group');
  const found = await page.searches('hemnummer', 1);
  expect(await found.allInnerTexts()).toEqual(['Personalens hemadress och privata telefonnummer']);
  const shared = await page.shares(found.first());
  expect(await shared.innerText()).toMatch(/^Personalens hemadress och privata telefonnummer\s+Lämna inte ut\s/);
  expect(await page.buttons()).toEqual(['Läs mer', 'Källor']);
});
