import { parseArgs } from 'node:util';
import { createRandom } from '../../../src/search/model/random';
import { createFaults, parseFaults } from './faults';
import { startSimulatedTeams } from './http';
import { Limits } from './limits';
import { createSimulatedTeams } from './teams';

const usage = `npx tsx test/support/simulated-teams/main.ts [options]
  --port 3999            where to listen, on 127.0.0.1
  --latency 50           milliseconds before every answer
  --faults "429+2@0.01"  what@when between spaces; see faults.ts
  --seed 1               for faults by chance
  --no-limits            take any number of messages
  --silent-429           no Retry-After when a limit is passed
`;

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '3999' },
    latency: { type: 'string', default: '0' },
    faults: { type: 'string', default: '' },
    seed: { type: 'string', default: '1' },
    'no-limits': { type: 'boolean', default: false },
    'silent-429': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

/** What a message says, in a line: the text for notifications, or its text. */
function gist(body: string): string {
  try {
    const { summary, text, type } = JSON.parse(body) as { summary?: string; text?: string; type?: string };
    return (summary ?? text ?? type ?? '').replace(/\s+/g, ' ').slice(0, 100);
  } catch {
    return '(not JSON)';
  }
}

async function main(): Promise<void> {
  const rules = [{ when: 'always' as const, latencyMilliseconds: Number(values.latency) }, ...parseFaults(values.faults)];
  const teams = createSimulatedTeams({
    ...(values['no-limits'] ? {} : { limits: new Limits() }),
    faults: createFaults(rules, createRandom(Number(values.seed))),
    now: () => performance.now(),
    tellsRetryAfter: !values['silent-429'],
  });
  const { url } = await startSimulatedTeams(teams, {
    port: Number(values.port),
    onSeen: ({ conversationId, body, decision }) => {
      const became = `${decision.status ?? decision.fault} ${decision.taken ? 'taken' : 'not taken'}`;
      process.stdout.write(`${new Date().toISOString()}  ${became.padEnd(16)}  ${conversationId}  ${gist(body)}\n`);
    },
  });
  process.stdout.write(`Simulated Teams: ${url}\n`);
  process.once('SIGINT', () => {
    process.stdout.write(`${teams.requests()} requests, ${teams.taken.size} conversations, answers ${JSON.stringify(teams.answers())}\n`);
    process.exit();
  });
}

if (values.help) process.stdout.write(usage);
else void main();
