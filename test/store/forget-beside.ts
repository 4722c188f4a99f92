import { openStoreBeside } from '../../src/store/open';

/** A process of its own that forgets a:0 to a:199 beside a bot, as fast as it can. */
void openStoreBeside({ file: process.argv[2]! }).then(async (store) => {
  let forgotten = 0;
  for (let i = 0; i < 200; i++) forgotten += (await store.forget(`a:${i}`)).conversation;
  await store.close();
  process.stdout.write(String(forgotten));
});
