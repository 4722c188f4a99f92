/** What one look found. A problem keeps the bot from working as it should; a warning is worth somebody's time. */
export type Finding = { check: string; found: string } & ({ state: 'ok' } | { state: 'warning' | 'problem'; whatToDo: string });

export const fine = (check: string, found: string): Finding => ({ check, state: 'ok', found });
export const warning = (check: string, found: string, whatToDo: string): Finding => ({ check, state: 'warning', found, whatToDo });
export const problem = (check: string, found: string, whatToDo: string): Finding => ({ check, state: 'problem', found, whatToDo });
