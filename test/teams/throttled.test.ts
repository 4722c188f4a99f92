import { createPatience, pause, retryAfterMilliseconds, type Answer } from '../../src/teams/throttled';
import { DrivenClock } from '../support/driven-clock';

const start = new Date('2026-11-02T08:00:00Z');
const answer = (status: number, retryAfter?: string | number): Answer => ({ status, headers: { get: (name) => (name === 'retry-after' ? retryAfter?.toString() : undefined) } });

/** Teams that answers a turn's posts in this order, each after so many milliseconds, and a patience on a clock of its own. */
function scene(answers: Answer[], { random = 0, takes = 0 } = {}) {
  const clock = new DrivenClock(start);
  /** Milliseconds from the start of the turn. */
  const posts: number[] = [];
  const waits: number[] = [];
  const teams = async (): Promise<Answer> => {
    posts.push(clock.now().getTime() - start.getTime());
    if (takes > 0) await clock.sleep(takes);
    return answers.shift()!;
  };
  const patience = createPatience({ now: () => clock.now(), random: () => random, sleep: (milliseconds) => (waits.push(milliseconds), clock.sleep(milliseconds)) });
  /** One request of the turn, to its end. */
  const request = async (): Promise<number> => {
    let status: number | undefined;
    void patience(teams, undefined).then((last) => (status = last.status));
    for (let step = 0; status === undefined && step < 100; step++) await clock.advance(step === 0 ? 0 : 100);
    return status!;
  };
  return { clock, posts, waits, request, teams, patience };
}

test.each([429, 412])('%d: posted again when Retry-After says, and the last answer stands', async (status) => {
  const { posts, request } = scene([answer(status, 2), answer(status, 3), answer(201)]);
  expect(await request()).toBe(201);
  expect(posts).toEqual([0, 2_000, 5_000]);
});

test('what many were told at once, they do not all do at once: up to half a second later, never earlier', async () => {
  const { posts, request } = scene([answer(429, 2), answer(201)], { random: 1 });
  expect(await request()).toBe(201);
  expect(posts).toEqual([0, 2_500]);
});

test('a Retry-After that is a date', async () => {
  const { posts, request } = scene([answer(429, 'Mon, 02 Nov 2026 08:00:04 GMT'), answer(201)]);
  await request();
  expect(posts).toEqual([0, 4_000]);
});

test.each([
  [0, [400, 800, 1_600]],
  [0.5, [600, 1_200, 2_400]],
  [1, [800, 1_600, 3_200]],
])('without Retry-After the waits double, by chance (%d) up to half of them shorter; three at the most', async (random, expected) => {
  const { posts, waits, request } = scene(Array.from({ length: 5 }, () => answer(429)), { random });
  expect(await request()).toBe(429);
  expect(waits).toEqual(expected);
  expect(posts).toHaveLength(4);
});

test.each(['0', '-1', 'soon', 'Mon, 02 Nov 2026 07:00:00 GMT'])('Retry-After %p says nothing: as without', async (retryAfter) => {
  const { waits, request } = scene([answer(429, retryAfter), answer(201)]);
  await request();
  expect(waits).toEqual([400]);
});

test.each([201, 400, 401, 403, 404, 413, 500, 502, 503, 504])('%d stands at once, whatever Retry-After says', async (status) => {
  const { posts, request } = scene([answer(status, 1), answer(201)]);
  expect(await request()).toBe(status);
  expect(posts).toHaveLength(1);
});

test('what is no answer stands too', async () => {
  const { patience } = scene([]);
  let posts = 0;
  await expect(patience(() => (posts++, Promise.reject(new Error('reset'))), undefined)).rejects.toThrow('reset');
  expect(posts).toBe(1);
});

test.each([
  ['6', 2],
  ['7', 1],
  ['3600', 1],
])('Retry-After %s at the beginning of a turn: %d posts', async (retryAfter, count) => {
  const { posts, waits, request } = scene([answer(429, retryAfter), answer(201)]);
  await request();
  expect(posts).toHaveLength(count);
  expect(waits).toHaveLength(count - 1);
});

test('what a turn has spent is gone, on waits, on Teams and on the answer before the first post', async () => {
  const { clock, posts, waits, request } = scene([answer(429, 2), answer(429, 2), answer(201)], { takes: 500 });
  await clock.advance(1_000);
  // 1.0 post, 1.5 refused, 3.5 post, 4.0 refused, 6.0 would be just in time.
  expect(await request()).toBe(201);
  expect(posts).toEqual([1_000, 3_500, 6_000]);

  const slower = scene([answer(429, 2), answer(429, 2), answer(201)], { takes: 501 });
  await slower.clock.advance(1_000);
  expect(await slower.request()).toBe(429);
  expect(slower.posts).toEqual([1_000, 3_501]);
  expect(waits).toHaveLength(2);
});

test('the tries are the turn\'s: what the reply has used, the apology has not', async () => {
  const { posts, request } = scene([...Array.from({ length: 4 }, () => answer(429, 1)), answer(429, 1), answer(201)]);
  expect(await request()).toBe(429);
  expect(await request()).toBe(429);
  expect(posts.slice(0, 4)).toEqual([0, 1_000, 2_000, 3_000]);
  expect(posts).toHaveLength(5);
});

test('a reply that may have been delivered has used nothing: its apology is tried again', async () => {
  const { clock, teams, patience, posts } = scene([answer(502), answer(429, 1), answer(201)]);
  expect((await patience(teams, undefined)).status).toBe(502);
  const apology = patience(teams, undefined);
  await clock.advance(0);
  await clock.advance(1_000);
  expect((await apology).status).toBe(201);
  expect(posts).toEqual([0, 0, 1_000]);
});

test('two turns have a patience each', async () => {
  const first = scene(Array.from({ length: 4 }, () => answer(429, 1)));
  const second = createPatience({ now: () => first.clock.now(), random: () => 0, sleep: (milliseconds) => first.clock.sleep(milliseconds) });
  const answers = [answer(429, 1), answer(201)];
  const [one, other] = [first.request(), second(async () => answers.shift()!, undefined)];
  expect(await one).toBe(429);
  expect((await other).status).toBe(201);
});

test('a wait that is ended from outside ends the request: nothing is posted afterwards', async () => {
  const controller = new AbortController();
  let posts = 0;
  const patience = createPatience({
    now: () => start,
    random: () => 0,
    sleep: (_milliseconds, signal) => new Promise((_resolve, reject) => signal!.addEventListener('abort', () => reject(new Error('aborted')))),
  });
  const done = patience(async () => (posts++, answer(429, 1)), controller.signal);
  setImmediate(() => controller.abort());
  await expect(done).rejects.toThrow('aborted');
  expect(posts).toBe(1);
});

test('a pause keeps no process from ending, and its end can be asked for', async () => {
  const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
  const controller = new AbortController();
  const before = timers();
  const paused = pause(3_600_000, controller.signal);
  const during = timers();
  controller.abort();
  await expect(paused).rejects.toMatchObject({ name: 'AbortError' });
  expect(during).toBe(before);
});

test.each([
  ['7', 7_000],
  [' 0.5 ', 500],
  ['Mon, 02 Nov 2026 08:00:30 GMT', 30_000],
  ['Mon, 02 Nov 2026 07:00:00 GMT', null],
  ['0', null],
  ['-1', null],
  ['soon', null],
  ['', null],
  [undefined, null],
])('Retry-After %p asks for %p milliseconds', (header, milliseconds) => {
  expect(retryAfterMilliseconds(header, start)).toBe(milliseconds);
});
