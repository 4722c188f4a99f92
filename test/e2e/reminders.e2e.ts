import { conversations } from './playground-page';
import { scenario, type Scene } from './scenario';

const ledger = async ({ bot }: Scene) => (await bot.store.ledger.report(null, 100)).map(({ conversation, reason, state }) => `${conversation} ${reason} ${state}`).sort();

scenario('a course is followed: listed, a reminder comes by itself, once; put off it comes again; no more when registered', async (scene) => {
  const { page, bot } = scene;
  const followed = await page.says('påminn mig om UGL');
  expect(await followed.innerText()).toContain('Klart! Jag påminner om UGL – Utveckling av grupp och ledare.');
  const list = await page.presses('Mina påminnelser');
  expect(await list.innerText()).toContain('UGL – Utveckling av grupp och ledare: måndag 15 februari 2027');

  await bot.turnsTo('2027-02-15T07:29:00Z');
  await bot.turnsTo('2027-02-15T07:30:00Z');
  const reminder = await page.arrives();
  expect(await reminder.innerText()).toContain('Sista dagen att anmäla sig är måndag 1 mars 2027. Det är 14 dagar kvar.');
  expect(await reminder.innerText()).toContain('Göteborg');
  expect(await page.links()).not.toEqual([]);

  const snoozed = await page.presses('Påminn mig om tre dagar');
  expect(await snoozed.innerText()).toContain('Okej! Jag påminner dig igen torsdag 18 februari 2027.');
  await bot.turnsTo('2027-02-18T07:30:00Z');
  const again = await page.arrives();
  expect(await again.innerText()).toContain('Det är 11 dagar kvar.');
  const registered = await page.presses('Jag har anmält mig');
  expect(await registered.innerText()).toContain('Bra! Jag påminner dig inte mer om tillfället måndag 15 mars 2027 (Göteborg).');

  for (const later of ['2027-02-22T07:30:00Z', '2027-02-26T07:30:00Z']) await bot.turnsTo(later);
  expect(await ledger(scene)).toEqual(['lead:14 sent', 'lead:1 cancelled', 'lead:7 cancelled', 'snooze:2027-02-18 sent'].map((row) => `${conversations.personal} ${row}`).sort());
});

scenario('"glöm mig": what is kept is shown, deleted, and no reminder comes', async ({ page, bot }) => {
  await page.says('påminn mig om UGL');
  const kept = await page.says('vad vet du om mig');
  expect(await kept.innerText()).toContain('Det här har jag sparat om vår chatt.');
  expect(await kept.innerText()).toContain('UGL – Utveckling av grupp och ledare');

  const asked = await page.says('glöm mig');
  expect(await asked.innerText()).toContain('Vill du att jag glömmer allt om vår chatt?');
  const forgotten = await page.presses('Ja, glöm allt');
  expect(await forgotten.innerText()).toContain('Klart! Jag har glömt allt om vår chatt.');
  expect(await bot.store.kept(conversations.personal)).toMatchObject({ conversation: null, subscriptions: [], deliveries: [], registrations: [] });
  await bot.turnsTo('2027-02-15T07:30:00Z');
});

scenario('removed, the bot sends nothing; added again it welcomes, and sends the reminder that is still of use', async (scene) => {
  const { page, bot } = scene;
  await page.says('påminn mig om UGL');
  await page.mocks('Uninstall application');
  await page.recorded(/installationUpdate 200/, 2);
  await bot.turnsTo('2027-02-15T07:30:00Z');
  expect(await ledger(scene)).toContain(`${conversations.personal} lead:14 planned`);

  await page.mocks('Install application');
  expect(await page.arrives().then((welcome) => welcome.innerText())).toMatch(/^Hello! I am Vägvisaren/);
  await bot.turnsTo('2027-02-15T07:31:00Z');
  expect(await page.arrives().then((reminder) => reminder.innerText())).toContain('Det är 14 dagar kvar.');
});
