import type { BotProcess } from './bot-process';
import type { Connector } from './connector';
import { Line, type Answer } from './line';
import { anyMark, markOf } from './mark';
import { bytesOf, lineFor, textOf, type Case } from './request';
import { Turnstile } from './turnstile';

const question = { text: 'Får jag lämna ut kollegans hemnummer till en som ringer?', answer: 'Lämna inte ut' };

/** What a refusal must not hold: names of libraries, places in files, kinds of errors. */
const inside = /restify|botbuilder|botframework|node_modules|jsonwebtoken|libsql|sqlite|\bzod|\n\s*at |\w+Error\b|[/\\]src[/\\]/i;

const replyPath = /^\/v3\/conversations\/[^/?#]+\/activities(\/[^/?#]+)?$/;
/** What inside.ts writes. */
const ownLine = '{"fuzz"';
const otherPlace = /^\.{1,2}$/;

/**
 * What an answer says that it must not, or that it is missing.
 * @param read the text that was sent, for what depends on it
 */
export function faultsOf(answer: Answer | null, case_: Case, word: string, read: () => string): string[] {
  if (answer === null) return lineFor(case_) === 'kept' ? ['hung up'] : [];
  const { status, body } = answer;
  // The Bot Framework's way to say that nobody handles an invoke of this name.
  const isUnknownInvoke = status === 501 && body === '' && parsed(read())?.type === 'invoke';
  return [
    ...(status >= 500 && !isUnknownInvoke ? [`status ${status}`] : []),
    ...(status >= 400 && (inside.test(body) || body.includes(word)) ? [`says ${body.slice(0, 200)}`] : []),
  ];
}

function parsed(text: string): { type?: unknown; serviceUrl?: unknown } | null {
  try {
    return JSON.parse(text) as { type?: unknown; serviceUrl?: unknown } | null;
  } catch {
    return null;
  }
}

/** The host and port that an activity asks to be answered at, as inside.ts writes them. */
function placeOf(text: string): string | undefined {
  const address = parsed(text)?.serviceUrl;
  if (typeof address !== 'string' || !URL.canParse(address)) return undefined;
  const { protocol, hostname, port } = new URL(address);
  return `${hostname.replace(/[[\]]/g, '')}:${port || (protocol === 'http:' ? 80 : 443)}`;
}

/** Whether a message went somewhere else than into a conversation: an id can be made so that the address means another. */
function isAstray(path: string): boolean {
  return !replyPath.test(path) || path.split('/').some((part) => otherPlace.test(decodeURIComponent(part)));
}

/**
 * What the process has written that it must not, whatever it was sent.
 * @param elsewhere the place that it may try to reach, and fail; null where there is none
 */
function alarmsIn(log: string, elsewhere: string | null | undefined): string[] {
  return log.split('\n').filter((line) => {
    if (line.startsWith(ownLine)) return elsewhere === null || line !== JSON.stringify({ fuzz: { dialed: elsewhere } });
    return elsewhere === null && /^\{"level":[56]0/.test(line);
  });
}

/** Sends cases to the bot, many side by side, and tells which of them does harm. */
export class Hunt {
  /** How often each status was answered; null: hung up. */
  readonly statuses = new Map<number | null, number>();
  /** What went wrong beside other cases and not alone. */
  readonly unexplained: string[] = [];
  private sentCases = 0;
  private plainQuestions = 0;
  private readonly turnstile = new Turnstile();

  constructor(private readonly bot: BotProcess, private readonly connector: Connector) {}

  /**
   * Sends one case. What goes wrong then may be another's doing: it is sent again by itself.
   * @param elsewhere the case names another address than the stand-in's, which cannot be reached
   * @throws Error saying what it did
   */
  async check(case_: Case, line: Line, elsewhere = false): Promise<void> {
    const beside = await this.turnstile.beside(() => this.send(case_, line, elsewhere));
    if (beside.length === 0) return;
    const byItself = await this.turnstile.byItself(async () => {
      await this.restarted();
      const found = await this.send(case_, line, elsewhere);
      await this.restarted();
      return found;
    });
    if (byItself.length > 0) throw new Error(`${byItself.join('\n')}\nof the request\n${bytesOf(case_, 'WORD', this.connector.url).toString('utf8').slice(0, 3_000)}`);
    this.unexplained.push(...beside);
  }

  /** Asks what everybody asks. @throws Error when that is not answered as it must be */
  async askPlainly(): Promise<void> {
    await this.turnstile.byItself(async () => {
      const conversation = `a:plain-${this.plainQuestions++}`;
      const line = new Line(this.bot.port);
      this.connector.sent.length = 0;
      const body = JSON.stringify({ type: 'message', id: conversation, channelId: 'msteams', serviceUrl: this.connector.url, from: { id: '29:p' }, recipient: { id: '28:bot' }, conversation: { id: conversation }, text: question.text });
      const answer = await line.send(Buffer.from(`POST /api/messages HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`), 'POST', 'alone');
      const said = this.connector.sent.map(({ summary }) => summary);
      if (answer?.status !== 200 || said.length !== 1 || !said[0]?.includes(question.answer)) throw new Error(`after ${this.sentCases} cases a plain question got ${answer?.status} and ${JSON.stringify(said)}`);
    });
  }

  /** The words of cases that stand anywhere in the log. */
  leaked(): string[] {
    const ofTheBot = this.bot.logged(0).split('\n').filter((line) => !line.startsWith(ownLine)).join('\n');
    return [...new Set(ofTheBot.match(anyMark))];
  }

  private async restarted(): Promise<void> {
    if (!this.bot.isRunning) await this.bot.start();
  }

  private async send(case_: Case, line: Line, elsewhere: boolean): Promise<string[]> {
    const word = markOf(this.sentCases++);
    const before = this.bot.logSize;
    const answer = await line.send(bytesOf(case_, word, this.connector.url), case_.carried.method, lineFor(case_));
    const status = answer?.status ?? null;
    this.statuses.set(status, (this.statuses.get(status) ?? 0) + 1);
    const log = this.bot.logged(before);
    const read = () => textOf(case_, word, this.connector.url);
    const faults = faultsOf(answer, case_, word, read);
    return [
      // What cannot be delivered is the sender's own fault, and Teams' to deliver again.
      ...faults.filter((fault) => !(elsewhere && fault === 'status 500')),
      ...log.split('\n').filter((written) => written.includes(word) && !written.startsWith(ownLine)).map((written) => `stands in the log: ${written}`),
      ...alarmsIn(log, elsewhere ? placeOf(read()) : null),
      ...this.connector.sent.splice(0).filter(({ path }) => isAstray(path)).map(({ path }) => `sent to ${path}`),
      ...(this.bot.isRunning ? [] : ['the process has ended']),
    ];
  }
}
