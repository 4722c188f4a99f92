import { defaultLeadDays } from '../../src/reminders/subscription';
import { holdsMore, runSoak, type Ran } from './soak/run';
import { answeredAgain, checkFelt, checkLog, followersTold, tallied, timesByPeriod, type Check } from './soak/verdict';
import { calmSamples, growthPerMinute, sumOf, type Sample } from './soak/watch';

const requestsPerSecond = 200;
/** How many are sent is random, and the last ones take a moment. */
const leastOfRate = 0.97;
/** Fewer minutes do not tell a heap that is still finding its size from one that grows. */
const enoughMinutes = 5;
/**
 * Bytes that a request may leave in the heap: less than the shortest of the texts that each brings. With one question a day from each of
 * 60,000 employees it would be 6 MB a day. Only the least of each half is compared: between collections the heap rises by some hundred
 * megabytes, and each change of the knowledge alone brings 65.
 */
const mostLeft = 100;
/** Minutes after which memory is told. */
const marks = [1, 5, 10];

const quantile = (values: readonly number[], q: number) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(q * values.length))] ?? NaN;

/** What the bot told people of their reminders, against what is in the store. */
function checkReminders({ all, store }: Ran): Check[] {
  const { told, refused } = followersTold(all);
  const kept = new Set(store.followers.map(({ conversation }) => conversation));
  const rows = new Map(store.planned.map(({ subscription, count }) => [subscription, Number(count)]));
  const unplanned = store.followers.filter(({ id, conversation }) => rows.get(id) !== defaultLeadDays.length && !refused.has(conversation)).length;
  const missing = [...told].filter((one) => !kept.has(one)).length;
  const half = [...kept].filter((one) => refused.has(one)).length;
  const extra = [...kept].filter((one) => !told.has(one) && !refused.has(one)).length;
  const planned = [...rows.values()].reduce((sum, count) => sum + count, 0);
  return [
    { what: 'who was told that they follow a course does, and nobody else', holds: missing === 0 && extra === 0, found: `${told.size} told, ${kept.size} in the store, ${missing} missing, ${extra} more, besides ${half} whose subscription was written just before the store failed` },
    { what: 'all their reminders are planned', holds: unplanned === 0, found: `${planned} planned for ${kept.size}, ${unplanned} of those told without all ${defaultLeadDays.length}` },
  ];
}

/** Everything that must hold after a run. */
function checksOf(ran: Ran, minutes: number, ends: ReadonlyMap<string, number>): Check[] {
  const { all, periods, complaints, samples, before, after, metrics, started, seconds, strays, reloads, readiness, store, exit } = ran;
  const wrong = [...ends].filter(([end]) => end.startsWith('NOT'));
  const achieved = all.length / seconds;
  const delivered = all.filter(({ kind }) => kind === 'again').length;
  const failedTurns = sumOf(metrics, 'vagvisaren_turns_total', 'outcome="failed"');
  const lost = all.filter(({ kind, posts }) => kind !== 'again' && posts.some((post) => post !== null)).length;
  const isLate = ({ at }: Sample) => at - started > (minutes * 60_000) / 2;
  const least = (some: readonly Sample[]) => Math.min(...some.map(({ heap }) => heap));
  const late = samples.filter(isLate);
  const [first, second] = [least([before, ...samples.filter((one) => !isLate(one))]), least([...late, after])];
  const left = ((second - first) * 1e6) / all.length;
  const grown = `${left.toFixed(0)} bytes a request (${first.toFixed(0)} → ${second.toFixed(0)} MB; what all of the process has grew by ${growthPerMinute(late, ({ rss }) => rss).toFixed(2)} MB a minute)`;
  return [
    { what: 'it kept up with the load', holds: achieved >= requestsPerSecond * leastOfRate, found: `${achieved.toFixed(1)} requests a second` },
    { what: 'every request came to an end that has a reason', holds: wrong.length === 0, found: wrong.map(([end, count]) => `${count} × ${end}`).join('; ') || 'yes' },
    { what: 'what is delivered again gets no second answer', holds: wrong.every(([end]) => !/^NOT: \d+ answers/.test(end)), found: `${delivered} delivered again, ${ends.get(answeredAgain) ?? 0} answered again, all while the store could not tell` },
    checkFelt(ran),
    { what: 'nothing was sent that nobody asked for', holds: strays === 0, found: `${strays}` },
    ...checkReminders(ran),
    ...checkLog(complaints, all, periods),
    { what: 'the metrics count as many failed turns', holds: failedTurns === lost, found: `${failedTurns} of ${lost}` },
    { what: 'every change of the knowledge was taken in', holds: sumOf(metrics, 'vagvisaren_knowledge_reloads_total', 'taken') === reloads, found: `${reloads}` },
    {
      what: `the least that is in the heap in the second half is that of the first and less than ${mostLeft} bytes a request`,
      holds: minutes < enoughMinutes || left < mostLeft,
      found: minutes < enoughMinutes ? 'too short a run to say' : grown,
    },
    { what: 'open files and sockets are back to what they were', holds: !holdsMore(ran), found: `files ${before.files} → ${after.files}, handles and requests ${before.resources} → ${after.resources}` },
    { what: 'ready at the end, database whole, stopped by itself', holds: readiness === 'ready' && store.integrity === 'ok' && exit === 0, found: `${readiness}, ${store.integrity}, exit code ${exit}` },
  ];
}

/**
 * Soaks the bot (`runSoak`), prints what it cost and what became of every request, and whether that is what ought to.
 * Sets the exit code when something does not hold.
 */
export async function benchSoak(out: (line: string) => void, minutes: number): Promise<void> {
  const ran = await runSoak(minutes, requestsPerSecond);
  const { all, periods, samples, before, after, started, seconds, processor, load } = ran;
  const ends = tallied(all, periods);
  const checks = checksOf(ran, minutes, ends);

  out(`${all.length} requests in ${seconds.toFixed(0)} s: ${(all.length / seconds).toFixed(1)} a second, ${processor.toFixed(2)} ms of the bot's processor each. Load of the machine ${load.toFixed(1)}.`);
  out('');
  out('| what became of them | |');
  out('| --- | ---: |');
  for (const [end, count] of ends) out(`| ${end} | ${count} |`);
  out('');
  out('| from asking to the answer | answers | p50 ms | p99 ms | slowest |');
  out('| --- | ---: | ---: | ---: | ---: |');
  for (const [kind, times] of [...timesByPeriod(all, periods)].sort(([a], [b]) => a.localeCompare(b))) {
    out(`| ${kind || 'nothing wrong'} | ${times.length} | ${quantile(times, 0.5).toFixed(1)} | ${quantile(times, 0.99).toFixed(0)} | ${quantile(times, 1).toFixed(0)} |`);
  }
  out('');
  const calm = calmSamples(samples, periods).map(({ lagP99 }) => lagP99);
  out(`Event loop, p99 of two seconds: ${quantile(calm, 0.5).toFixed(0)} ms in the middle of the calm ones, ${quantile(calm, 1).toFixed(0)} ms in the worst; longest stop of all ${quantile(samples.map(({ lagMost }) => lagMost), 1).toFixed(0)} ms.`);
  const atMinute = (minute: number) => samples.filter(({ at }) => at - started <= minute * 60_000 + 1_000).at(-1)!;
  const told: [string, Sample][] = [['start', before], ...marks.filter((minute) => minute <= minutes).map((minute): [string, Sample] => [`minute ${minute}`, atMinute(minute)]), ['at rest', after]];
  out(`Memory, MB (heap in use): ${told.map(([name, { rss, heap }]) => `${name} ${rss.toFixed(0)} (${heap.toFixed(0)})`).join(', ')}; at most ${quantile(samples.map(({ rss }) => rss), 1).toFixed(0)}.`);
  out('');
  for (const { what, holds, found } of checks) out(`${holds ? 'yes' : 'NO '}  ${what}: ${found}`);
  if (checks.some(({ holds }) => !holds)) process.exitCode = 1;
}
