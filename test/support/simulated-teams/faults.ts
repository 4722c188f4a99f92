/** What goes wrong with a request. `taken`: the message reaches the person all the same. */
export type Fault =
  | { kind: 'status'; status: number; retryAfterSeconds: number | null; taken: boolean }
  /** The connection is cut without an answer. */
  | { kind: 'reset'; taken: boolean }
  /** No answer ever comes. */
  | { kind: 'hang'; taken: boolean };

/** Which requests: of a conversation, from one number to another (counted from 1, over all), by chance, or all. */
export type When = { conversation: string } | { from: number; to: number } | { probability: number } | 'always';

export type FaultRule = { when: When } & ({ fault: Fault } | { latencyMilliseconds: number });

/** The first fault that applies, and the sum of the latencies. */
export interface Trouble {
  fault: Fault | null;
  latencyMilliseconds: number;
}

function applies(when: When, conversationId: string, request: number, random: () => number): boolean {
  if (when === 'always') return true;
  if ('conversation' in when) return when.conversation === conversationId;
  if ('probability' in when) return random() < when.probability;
  return request >= when.from && request <= when.to;
}

/**
 * A script of faults. The same rules, random numbers and requests give the same faults.
 * @param random numbers from 0 to 1, seeded
 */
export function createFaults(rules: readonly FaultRule[], random: () => number): (conversationId: string, request: number) => Trouble {
  return (conversationId, request) => {
    const trouble: Trouble = { fault: null, latencyMilliseconds: 0 };
    for (const rule of rules) {
      if (!applies(rule.when, conversationId, request, random)) continue;
      if ('fault' in rule) trouble.fault ??= rule.fault;
      else trouble.latencyMilliseconds += rule.latencyMilliseconds;
    }
    return trouble;
  };
}

function parseWhen(text: string | undefined): When {
  if (text === undefined) return 'always';
  const numbered = /^#(\d+)(?:-(\d+))?$/.exec(text);
  if (numbered) return { from: Number(numbered[1]), to: Number(numbered[2] ?? numbered[1]) };
  return /^(0|1|0?\.\d+)$/.test(text) ? { probability: Number(text) } : { conversation: text };
}

/**
 * Reads a script from text, rules between spaces: what@when.
 * What: a status (502, 502-taken, 429+5 with Retry-After in seconds), reset, reset-taken, hang, hang-taken, latency+200 in milliseconds.
 * When: 0.01 by chance, #17 or #100-200 by number, else a conversation's id; without @ always.
 * @throws Error that names the rule that cannot be read
 */
export function parseFaults(script: string): FaultRule[] {
  return script.split(/\s+/).filter(Boolean).map((text): FaultRule => {
    const [what, ...rest] = text.split('@');
    const when = parseWhen(rest.length > 0 ? rest.join('@') : undefined);
    const [, name, plus, mark] = /^(\d{3}|reset|hang|latency)(?:\+(\d+))?(-taken)?$/.exec(what!) ?? [];
    const taken = mark !== undefined;
    if (name === undefined || text.includes(',')) throw new Error(`Not a fault: ${text}`);
    if (name === 'latency') return { when, latencyMilliseconds: Number(plus ?? 0) };
    if (name === 'reset' || name === 'hang') return { when, fault: { kind: name, taken } };
    return { when, fault: { kind: 'status', status: Number(name), retryAfterSeconds: plus === undefined ? null : Number(plus), taken } };
  });
}
