import type { Trouble } from './faults';
import type { Limits } from './limits';

/**
 * Larger messages are refused. Teams counts in UTF-16, two bytes a sign, and has named 40 to 100 KB over the years.
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages
 */
const largestMessage = 80 * 1024;

export interface Decision {
  /** Null: there is no answer; `fault` says how. */
  status: number | null;
  fault?: 'reset' | 'hang';
  /** For the header, whole seconds; absent: no header. */
  retryAfterSeconds?: number;
  /** Before anything of the answer is seen. */
  latencyMilliseconds: number;
  /** The message reaches the person. */
  taken: boolean;
  /** Teams' id of the message, when it was taken. */
  messageId?: string;
}

export interface SimulatedTeamsOptions {
  /** Absent: no limits. */
  limits?: Limits;
  /** From `createFaults`; absent: nothing goes wrong. */
  faults?: (conversationId: string, request: number) => Trouble;
  /** Milliseconds. */
  now: () => number;
  /** Whether a 429 says when to come back; it does unless told otherwise. */
  tellsRetryAfter?: boolean;
  /** Called with each message that is taken; bodies are not kept here. */
  onTaken?: (conversationId: string, body: string) => void;
}

export interface SimulatedTeams {
  /** What Teams does with one message; `now` in milliseconds, else from the clock. */
  receive(conversationId: string, body: string, now?: number): Decision;
  /** How many requests came, whatever became of them. */
  requests(): number;
  /** How many answers of each kind were given: "200", "429", "reset" … */
  answers(): Readonly<Record<string, number>>;
  /** How many messages each conversation has taken: none is lost, two are doubled. */
  taken: ReadonlyMap<string, number>;
}

/** Teams' connector in this process: its limits, a script of faults, and a count of what reached whom. */
export function createSimulatedTeams(options: SimulatedTeamsOptions): SimulatedTeams {
  const { limits, faults, tellsRetryAfter = true, onTaken } = options;
  const taken = new Map<string, number>();
  const answers: Record<string, number> = {};
  let requests = 0;
  let messages = 0;

  const decide = (conversationId: string, body: string, now: number): Decision => {
    const { fault, latencyMilliseconds } = faults?.(conversationId, requests) ?? { fault: null, latencyMilliseconds: 0 };
    const wait = limits?.take(conversationId, now) ?? 0;
    if (wait > 0) return { status: 429, latencyMilliseconds, taken: false, ...(tellsRetryAfter ? { retryAfterSeconds: Math.ceil(wait / 1_000) } : {}) };
    if (fault?.kind === 'status') {
      const { status, retryAfterSeconds } = fault;
      return { status, latencyMilliseconds, taken: fault.taken, ...(retryAfterSeconds === null ? {} : { retryAfterSeconds }) };
    }
    if (fault) return { status: null, fault: fault.kind, latencyMilliseconds, taken: fault.taken };
    if (2 * body.length > largestMessage) return { status: 413, latencyMilliseconds, taken: false };
    return { status: 201, latencyMilliseconds, taken: true };
  };

  return {
    receive(conversationId, body, now = options.now()) {
      requests++;
      const decision = decide(conversationId, body, now);
      const answer = String(decision.status ?? decision.fault);
      answers[answer] = (answers[answer] ?? 0) + 1;
      if (!decision.taken) return decision;
      taken.set(conversationId, (taken.get(conversationId) ?? 0) + 1);
      onTaken?.(conversationId, body);
      return { ...decision, messageId: `message-${++messages}` };
    },
    requests: () => requests,
    answers: () => answers,
    taken,
  };
}
