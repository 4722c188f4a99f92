/**
 * Every error the product raises on purpose. The list is closed: a new one is added here, with what to do about it.
 * `whatToDo` is for the person who runs or edits the bot; employees see one sentence and a reference instead.
 */
export const errorCodes = {
  KNOWLEDGE_INVALID: 'Run "npm run check" and correct what it lists.',
  DIALOGS_INVALID: 'Run "npm run check" and correct what it lists in dialogs/.',
  MODEL_INVALID: 'Run "npm run train" to make the ranking model anew.',
  CONFIG_INVALID: 'Correct the environment variables named above and start again.',
  QUESTIONS_INVALID: 'Correct the line named above; test/README.md describes the format.',
  STORE_UNAVAILABLE: 'Check that the database can be reached and that its disk has room. The bot goes on answering questions, and takes up reminders by itself.',
  STORE_IN_USE: 'Stop the other bot, or give this one a DATABASE_FILE of its own. Several bots share a PostgreSQL database (DATABASE_URL).',
  STORE_NEWER: 'The database was written by a newer version: start that version, or restore a backup from before the upgrade.',
  STORE_NOT_EMPTY: 'Restore into a database that holds nothing yet: another DATABASE_FILE, or a new PostgreSQL database (DATABASE_URL).',
  BACKUP_INVALID: 'Nothing was restored. Take another backup: this file is none, or is cut off or damaged.',
  BACKUP_OTHER_VERSION: 'Nothing was restored. Restore with the version that wrote the backup; a newer version brings that database up to date when its bot starts.',
  BACKUP_NOT_WRITTEN: 'Name a file in a folder that exists, that you may write to, and whose disk has room.',
  PORT_UNAVAILABLE: 'Stop the other program, or choose another PORT or METRICS_PORT. Ports below 1024 need more rights than the bot should have.',
  MANIFEST_INVALID: 'Correct the file named above in manifest/; "npm test" checks all of them. "npm run icons" draws the icons anew.',
  USAGE: 'Run the command with --help to see how it is used.',
} as const;

export type ErrorCode = keyof typeof errorCodes;

/** An expected failure: `code` from the closed list, `message` says what happened, `whatToDo` how to get on. */
export class VagvisarenError extends Error {
  readonly code: ErrorCode;
  readonly whatToDo: string;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'VagvisarenError';
    this.code = code;
    this.whatToDo = errorCodes[code];
  }
}
