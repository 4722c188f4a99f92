import { backUp } from '../../../src/store/backup/backup';

/** A process of its own that backs up a database file beside a bot. */
void backUp({ file: process.argv[2]! }, process.argv[3]!, new Date());
