import { createRandom } from '../../src/search/model/random';
import { createFaults, parseFaults } from './simulated-teams/faults';
import { Limits } from './simulated-teams/limits';
import { createSimulatedTeams } from './simulated-teams/teams';

const one = 'a:person';

/** How many of the requests at these times are let through. */
function letThrough(times: number[], conversation: (index: number) => string = () => one): number {
  const limits = new Limits();
  return times.filter((time, index) => limits.take(conversation(index), time) === 0).length;
}

const every = (milliseconds: number, count: number) => Array.from({ length: count }, (_, i) => i * milliseconds);

describe('limits', () => {
  test.each([
    ['7 in a second', every(10, 20), 7],
    ['the eighth in the second second', [...every(1, 7), 1_000, 1_001], 8],
    ['8 in two seconds', every(100, 20), 8],
    ['60 in 30 seconds', every(260, 115), 60],
    ['1,800 in an hour', every(600, 6_000), 1_800],
    ['and from then on as many as have become old', every(600, 6_010), 1_810],
  ])('one conversation: %s', (_name, times, allowed) => {
    expect(letThrough(times)).toBe(allowed);
  });

  test('all conversations together: 50 in a second, and 50 in the next', () => {
    expect(letThrough(every(1, 1_000), (i) => `a:${i}`)).toBe(50);
    expect(letThrough(every(1, 2_000), (i) => `a:${i}`)).toBe(100);
  });

  test('25 a second to 60,000 conversations pass', () => {
    expect(letThrough(every(40, 60_000), (i) => `a:${i}`)).toBe(60_000);
  });

  test('what is told to wait is let through exactly then, and not before', () => {
    const limits = new Limits();
    for (const time of every(10, 7)) expect(limits.take(one, time)).toBe(0);
    expect(limits.take(one, 200)).toBe(800);
    expect(limits.take(one, 999)).toBe(1);
    expect(limits.take(one, 1_000)).toBe(0);
    expect(limits.take(one, 1_000)).toBe(1_000);
  });
});

describe('faults', () => {
  test('a script is read from text', () => {
    expect(parseFaults('502-taken@0.01 429+5@#17 reset@#3-9 hang-taken@19:x@thread.v2 403 latency+200@.5')).toEqual([
      { when: { probability: 0.01 }, fault: { kind: 'status', status: 502, retryAfterSeconds: null, taken: true } },
      { when: { from: 17, to: 17 }, fault: { kind: 'status', status: 429, retryAfterSeconds: 5, taken: false } },
      { when: { from: 3, to: 9 }, fault: { kind: 'reset', taken: false } },
      { when: { conversation: '19:x@thread.v2' }, fault: { kind: 'hang', taken: true } },
      { when: 'always', fault: { kind: 'status', status: 403, retryAfterSeconds: null, taken: false } },
      { when: { probability: 0.5 }, latencyMilliseconds: 200 },
    ]);
  });

  test.each(['50', 'rest', '502@0.1,504@0.1', '@0.1'])('%s is not a script', (text) => {
    expect(() => parseFaults(text)).toThrow('Not a fault');
  });

  test('the first fault counts, latencies add up, and a seed gives the same again', () => {
    const trouble = createFaults(parseFaults('latency+5 404@#2 500@#2-3 latency+10@#3'), Math.random);
    expect([1, 2, 3].map((request) => trouble(one, request))).toEqual([
      { fault: null, latencyMilliseconds: 5 },
      { fault: expect.objectContaining({ status: 404 }), latencyMilliseconds: 5 },
      { fault: expect.objectContaining({ status: 500 }), latencyMilliseconds: 15 },
    ]);
    const hits = (seed: number) => {
      const chance = createFaults(parseFaults('500@0.1'), createRandom(seed));
      return every(1, 1_000).filter((request) => chance(one, request).fault);
    };
    expect(hits(1)).toEqual(hits(1));
    expect(hits(1)).not.toEqual(hits(2));
    expect(hits(1).length).toBeGreaterThan(60);
    expect(hits(1).length).toBeLessThan(140);
  });
});

describe('simulated Teams', () => {
  test('passing a limit gives 429, with Retry-After or without', () => {
    for (const tellsRetryAfter of [true, false]) {
      const teams = createSimulatedTeams({ limits: new Limits(), now: () => 0, tellsRetryAfter });
      for (let i = 0; i < 7; i++) expect(teams.receive(one, '{}')).toMatchObject({ status: 201, taken: true });
      expect(teams.receive(one, '{}')).toEqual({ status: 429, taken: false, latencyMilliseconds: 0, ...(tellsRetryAfter ? { retryAfterSeconds: 1 } : {}) });
      expect(teams.receive(one, '{}', 1_000)).toMatchObject({ status: 201 });
    }
  });

  test('counts what reached whom, so that lost and doubled messages show', () => {
    const bodies: string[] = [];
    const faults = createFaults(parseFaults('502@a:lost 504-taken@a:doubled hang-taken@#5'), Math.random);
    const teams = createSimulatedTeams({ faults, now: () => 0, onTaken: (_conversation, body) => bodies.push(body) });
    for (const conversation of ['a:lost', 'a:doubled', 'a:doubled', one, one]) teams.receive(conversation, conversation);
    expect([...teams.taken]).toEqual([['a:doubled', 2], [one, 2]]);
    expect(teams.answers()).toEqual({ 502: 1, 504: 2, 201: 1, hang: 1 });
    expect(teams.requests()).toBe(5);
    expect(bodies).toHaveLength(4);
  });

  test('a message over 80 KB is refused', () => {
    const teams = createSimulatedTeams({ now: () => 0 });
    expect(teams.receive(one, 'x'.repeat(40_960)).status).toBe(201);
    expect(teams.receive(one, 'x'.repeat(40_961)).status).toBe(413);
  });
});
