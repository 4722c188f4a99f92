import { openStore } from '../../src/store/open';

/** A process of its own that has the store open, until it is ended. */
void openStore({ file: process.argv[2]! }).then((store) => {
  process.stdout.write('open\n');
  setInterval(() => store.healthy(), 1_000);
});
