import { wrap, type Style } from '../dialogs/plain-text';
import { readArguments, styleFor, type Command } from './command';
import { problem, type Finding } from './doctor/finding';
import { looksAt, type Look, type Machine } from './doctor/looks';

async function findingsOf([check, look]: Look): Promise<readonly Finding[]> {
  try {
    return [await look()].flat();
  } catch (error) {
    return [problem(check, `could not be looked at: ${(error as Error).message}`, 'Mend what this says; if it says nothing to you, report it.')];
  }
}

const indent = '                         ';

function told(finding: Finding, { width, strong }: Style): string {
  const [first = '', ...more] = finding.found.split('\n');
  const paragraphs = [first, ...more, ...(finding.state === 'ok' ? [] : [`→ ${finding.whatToDo}`])];
  const text = paragraphs.map((paragraph) => wrap(paragraph, width - indent.length)).join('\n').replaceAll('\n', `\n${indent}`);
  const state = finding.state.padEnd(9);
  return `${finding.state === 'ok' ? state : strong(state)} ${finding.check.padEnd(14)} ${text}`;
}

/** Tells what is missing or misconfigured on a machine. */
export function createDoctor(machine: Machine): Command {
  return {
    help: `See what is missing or misconfigured on this machine, and how to mend it.
Changes nothing; may run beside the bot.

  npm run -s doctor
  npm run -s doctor -- --json

  --json      one JSON object a line: {"check","state","found","whatToDo"};
              state is ok, warning or problem, whatToDo is null where it is ok

It looks at Node.js, the packages, the configuration, the identity, the port
(and the bot that has it), the database and its disk, the knowledge, the trained
model, its snapshot, the time, and with an identity whether Microsoft can be
reached.

Exit codes: 0 (warnings do not fail), 1 there is a problem, 2 wrong use.`,

    async run(args, terminal) {
      const { values } = readArguments(args, { json: { type: 'boolean', default: false } }, { positionals: false });
      const style = styleFor(terminal);
      const count = { ok: 0, warning: 0, problem: 0 };
      for (const look of looksAt(machine)) {
        for (const finding of await findingsOf(look)) {
          count[finding.state] += 1;
          terminal.out(values.json ? JSON.stringify({ check: finding.check, state: finding.state, found: finding.found, whatToDo: finding.state === 'ok' ? null : finding.whatToDo }) : told(finding, style));
        }
      }
      if (!values.json) terminal.out(`\n${count.ok} ok, ${count.warning} ${count.warning === 1 ? 'warning' : 'warnings'}, ${count.problem} ${count.problem === 1 ? 'problem' : 'problems'}.`);
      return count.problem > 0 ? 1 : 0;
    },
  };
}
