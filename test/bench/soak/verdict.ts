import type { Asked, ConnectorFault, Kind, Said } from './asked';
import { retryAfter } from './connector';
import { periodAt, type FaultKind, type Period } from './faults';
import type { Complaint, Sample } from './watch';

/** One thing that must hold. */
export interface Check {
  what: string;
  holds: boolean;
  /** The figures, or what breaks it. */
  found: string;
}

const storeFaults: ReadonlySet<FaultKind> = new Set<FaultKind>(['store locked', 'disk refuses']);
const answeredByItself: ReadonlySet<Kind> = new Set<Kind>(['search', 'link', 'feedback']);
/** A request that came while the store was in trouble may wait in a queue before it meets it. Milliseconds. */
const queue = 15_000;
/** Of the event loop, which waits for a lock. Milliseconds. */
const standstill = 1_000;
/** So often a turn that Teams throttles may try again, and so long after its beginning. The bot waits up to half a second longer than it is told. Milliseconds. */
const triesAgain = 3;
const patience = 6_000;
const waitsAtMost = retryAfter * 1_000 + 500;

/** Whether the store was in trouble between two moments, or shortly before the first. */
export function storeTroubled(periods: readonly Period[], from: number, to = from): boolean {
  return periods.some((period) => storeFaults.has(period.kind) && from < period.to + queue && to >= period.from - queue);
}

/** Which activities were answered is in the store; without it the bot answers rather than keeps silent. */
export const answeredAgain = 'answered, and again when delivered again: store in trouble';

/** How often a message that Teams had refused with 429 was posted again. */
const postedAgain = ({ throttledAt, posts }: Asked): number => throttledAt.length - posts.filter((post) => post === '429').length;

/** Whether a message was left undelivered although its turn had a try and time enough for it, also had the bot stood still meanwhile. */
function givenUpEarly(one: Asked): boolean {
  const { at, throttledAt, posts } = one;
  return posts.includes('429') && postedAgain(one) < triesAgain && throttledAt.at(-1)! - at < patience - waitsAtMost - standstill;
}

/** What became of a request, in words for the table; those that begin with "NOT" must not be. */
function becameOf(one: Asked, again: Asked | undefined, periods: readonly Period[]): string {
  const { kind, at, status, expected, failed, inResponse, said, posts } = one;
  if (failed !== undefined || status === undefined) return `NOT: no response (${failed})`;
  if (kind === 'malformed') return status === expected ? `refused with ${status}` : `NOT: ${status} instead of ${expected}`;
  if (answeredByItself.has(kind)) {
    if (status === 200) return inResponse || kind === 'feedback' ? 'answered by the response' : 'NOT: an empty response';
    return kind === 'feedback' && status === 503 && storeTroubled(periods, at) ? 'feedback not kept: store in trouble' : `NOT: ${status}`;
  }
  if (kind === 'again') return status === 200 ? 'delivered again' : `NOT: ${status}`;
  const times = (what: Said) => said.filter((one) => one === what).length;
  const [answers, failures, tries] = [times('answer'), times('failure'), postedAgain(one)];
  if (again && answers === 2 && failures <= 1 && storeTroubled(periods, at, again.at)) return answeredAgain;
  if (answers > 1 || failures > 1) return `NOT: ${answers} answers, ${failures} failures`;
  if (tries > triesAgain) return `NOT: throttled, and tried again ${tries} times`;
  if (givenUpEarly(one)) return `NOT: throttled, and given up after ${tries} more tries`;
  const [first, second] = posts;
  if (posts.length === 0) return kind === 'loop' && status === 200 ? 'over the rate limit' : `NOT: no reply, status ${status}`;
  if (first === null) {
    if (status !== 200 || said.join() !== 'answer') return `NOT: ${answers} answers, ${failures} failures, status ${status}`;
    return tries === 0 ? 'answered' : 'answered, throttled at first';
  }
  // The answer was lost on its way or never taken; then the person is told so, once.
  if (said.join() !== 'answer,failure') return `NOT: after a fault ${answers} answers, ${failures} failures, status ${status}`;
  const lost = first === '429' ? 'throttled until no try or time was left' : `answer lost (${first})`;
  if (second === null) return status === 200 ? `${lost}, told so` : `NOT: told so, status ${status}`;
  return status === 500 ? `${lost}, and telling so` : `NOT: two faults, status ${status}`;
}

/** How many requests came to which end. */
export function tallied(all: readonly Asked[], periods: readonly Period[]): Map<string, number> {
  const counts = new Map<string, number>();
  const again = new Map(all.filter(({ kind }) => kind === 'again').map((one) => [one.id, one]));
  for (const one of all) {
    const became = becameOf(one, again.get(one.id), periods);
    counts.set(became, (counts.get(became) ?? 0) + 1);
  }
  return new Map([...counts].sort(([, a], [, b]) => b - a));
}

/** Who follows a course as the bot told them, whether or not that reached them, and who was told that it does not work now. */
export function followersTold(all: readonly Asked[]): { told: Set<string>; refused: Set<string> } {
  const told = new Set<string>();
  const refused = new Set<string>();
  for (const { kind, conversation, said, withoutStore } of all) {
    if (!said.includes('answer')) continue;
    if (kind === 'follow') (withoutStore ? refused : told).add(conversation);
    // Who could not stop may have stopped all the same.
    if (kind === 'stop' && told.delete(conversation) && withoutStore) refused.add(conversation);
  }
  return { told, refused };
}

const atStart = 'no MICROSOFT_APP_ID: listening on loopback only, nobody is asked who they are';
const onlyInStoreTrouble = [
  'the store could not be used; answering all the same (STORE_UNAVAILABLE)',
  'reminders cannot be kept or sent now; trying again (STORE_UNAVAILABLE)',
  // Planning, at a change of the knowledge or every six hours, and what is deleted for its age.
  'a task failed; trying again (STORE_UNAVAILABLE)',
];

/** The log against what was done: as many complaints of each kind as there is reason for, and no others. */
export function checkLog(complaints: readonly Complaint[], all: readonly Asked[], periods: readonly Period[]): Check[] {
  const counts = new Map<string, number>();
  for (const { kind } of complaints) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const countWhere = (matches: (kind: string) => boolean) => [...counts].reduce((sum, [kind, count]) => (matches(kind) ? sum + count : sum), 0);
  const asMany = (what: string, start: string, reasons: number): Check => {
    const logged = countWhere((kind) => kind.startsWith(start));
    return { what, holds: logged === reasons, found: `${logged} in the log, ${reasons} of them` };
  };
  const known = ['a request was refused', 'a message was left unanswered', 'turn failed', 'that a turn failed could not be said', 'a request was answered with 500', atStart, ...onlyInStoreTrouble];
  const others = [...counts].filter(([kind]) => !known.some((start) => kind.startsWith(start)));
  const untimely = complaints.filter(({ kind, at }) => onlyInStoreTrouble.includes(kind) && !storeTroubled(periods, at));
  const lost = (count: number) => all.filter(({ kind, posts }) => kind !== 'again' && posts.filter((post) => post !== null).length >= count).length;
  return [
    asMany('the log has a line for each malformed request', 'a request was refused', all.filter(({ kind }) => kind === 'malformed').length),
    asMany('… for each message over the rate limit', 'a message was left unanswered', all.filter(({ kind, status, posts }) => kind === 'loop' && status === 200 && posts.length === 0).length),
    asMany('… for each answer that a fault of the connector took', 'turn failed', lost(1)),
    asMany('… and for each of those whose failure could not be told', 'that a turn failed could not be said', lost(2)),
    { what: 'complaints about the store only while it is in trouble', holds: untimely.length === 0, found: `${countWhere((kind) => onlyInStoreTrouble.includes(kind))}, ${untimely.length} at other times` },
    { what: 'no other complaint', holds: others.length === 0, found: others.map(([kind, count]) => `${count} × ${kind}`).join('; ') || 'none' },
  ];
}

/** Whether each fault was felt: one that misses would let everything else hold. */
export function checkFelt({ complaints, all, periods, samples }: { complaints: readonly Complaint[]; all: readonly Asked[]; periods: readonly Period[]; samples: readonly Sample[] }): Check {
  const inside = ({ from, to }: Period, at: number) => at >= from && at < to + queue;
  const refused = (period: Period) => complaints.some(({ kind, at }) => onlyInStoreTrouble.includes(kind) && inside(period, at));
  const felt = (period: Period): boolean => {
    switch (period.kind) {
      case 'first seconds':
      case 'reload':
        return true;
      case 'store locked':
        // Where nothing was refused, everything waited.
        return samples.some(({ at, lagMost }) => lagMost > standstill && inside(period, at)) || refused(period);
      case 'disk refuses':
        return refused(period);
      case '429':
        return all.some((one) => postedAgain(one) > 0 && one.throttledAt.some((at) => at >= period.from && at < period.to));
      default:
        return all.some(({ posts, at }) => posts.includes(period.kind as ConnectorFault) && at < period.to && at >= period.from - queue);
    }
  };
  const missed = periods.filter((period) => !felt(period));
  return { what: 'every fault was felt', holds: missed.length === 0, found: missed.map(({ kind }) => kind).join(', ') || `${periods.length - 1} of them` };
}

/** Milliseconds from asking to the answer, by what was wrong then; '' where nothing was. Not of those whose answer a fault took; what was throttled at first has waited. */
export function timesByPeriod(all: readonly Asked[], periods: readonly Period[]): Map<FaultKind | '', number[]> {
  const times = new Map<FaultKind | '', number[]>();
  for (const { kind, at, answeredAt, posts } of all) {
    if (kind === 'malformed' || kind === 'again' || answeredAt === undefined || posts.some((post) => post !== null)) continue;
    const where = periodAt(periods, at)?.kind ?? '';
    const there = times.get(where);
    if (there) there.push(answeredAt - at);
    else times.set(where, [answeredAt - at]);
  }
  return times;
}
