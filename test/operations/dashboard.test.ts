import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LRParser } from '@lezer/lr';
import { parse } from 'yaml';
import { z } from 'zod';
import { productRoot } from '../../src/assemble';
import { createMetrics, type Looks } from '../../src/operations/metrics';
import { deliveryStates } from '../../src/reminders/delivery';
import type { SendOutcome } from '../../src/reminders/outcome';
import type { TurnOutcome } from '../../src/signals';
import { now } from '../support/product';

// Its types say that it is an ES module only; it is both.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const { parser } = require('@prometheus-io/lezer-promql') as { parser: LRParser };

const read = (...path: string[]) => readFileSync(join(productRoot, 'docs', ...path), 'utf8');

/** The names of the metrics, the labels that each has, and their values. */
type Known = ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>>;

// Written so that the compiler misses a new one.
const turnOutcomes = Object.keys({ answer: 1, choices: 1, action: 1, none: 1, button: 1, again: 1, failed: 1, done: 1 } satisfies Record<TurnOutcome, 1>) as TurnOutcome[];
const sendOutcomes = Object.keys({ sent: 1, wait: 1, held: 1, unknown: 1, unreachable: 1, refused: 1, failed: 1 } satisfies Record<SendOutcome['kind'], 1>);

/** What Prometheus gets of a bot to which everything has happened that is counted. */
async function everything(): Promise<string> {
  const looks: Looks = {
    now: () => now,
    ledger: async () => ({ byState: Object.fromEntries(deliveryStates.map((state) => [state, 1])) as Record<(typeof deliveryStates)[number], number>, oldestDue: now, lastTick: now }),
    storeWorks: async () => true,
    tickAge: () => 0,
    edition: () => ({ version: '2026-11-22.00000000', entries: 1, hasModel: true }),
    secretExpires: '2027-03-31',
  };
  const { signals, text } = createMetrics(looks);
  for (const kind of ['message', 'invoke', 'installationUpdate', 'conversationUpdate', 'messageReaction', 'typing']) {
    for (const outcome of turnOutcomes) signals.turn(kind, outcome, 0.01);
  }
  for (const status of [200, 400, 401, 403, 413, 415, 429, 503]) signals.refused(status);
  for (const status of [200, 400, 401, 403, 404, 412, 413, 429, 500, 502, 503, 504, null]) signals.connector(status, 0.01);
  for (const outcome of sendOutcomes) signals.reminder(outcome, 1);
  for (const taken of [true, false]) signals.reload(taken);
  return text();
}

/** What a scrape of that gives: Prometheus adds `job`, `instance`, and a metric of its own. */
function knownOf(text: string): Known {
  const known = new Map<string, Map<string, Set<string>>>();
  for (const line of text.split('\n').filter((one) => /^\w/.test(one))) {
    const [, name, labels = ''] = /^(\w+)(?:\{(.*)\})? /.exec(line)!;
    const has = known.get(name!) ?? new Map<string, Set<string>>();
    for (const [, label, value] of labels.matchAll(/(\w+)="([^"]*)"/g)) has.set(label!, (has.get(label!) ?? new Set()).add(value!));
    known.set(name!, has);
  }
  known.set('up', new Map());
  return known;
}

const given = new Set(['job', 'instance']);
type Node = ReturnType<typeof parser.parse>['topNode'];

function all(node: Node, name: string): Node[] {
  const found: Node[] = [];
  node.cursor().iterate((one) => {
    if (one.name === name) found.push(one.node);
  });
  return found;
}

/** What is wrong with an expression: its syntax, or a metric, label or value that no bot has. */
function mistakesIn(expression: string, known: Known): string[] {
  const tree = parser.parse(expression).topNode;
  const text = ({ from, to }: { from: number; to: number }) => expression.slice(from, to);
  const errors: Node[] = [];
  tree.cursor().iterate((one) => {
    if (one.type.isError) errors.push(one.node);
  });
  const mistakes = errors.map(({ from }) => `syntax at ${from}`);
  const together = new Set(given);
  for (const selector of all(tree, 'VectorSelector')) {
    const name = text(selector.getChild('Identifier')!);
    const labels = known.get(name);
    if (!labels) mistakes.push(`no metric ${name}`);
    for (const label of labels?.keys() ?? []) together.add(label);
    for (const matcher of labels ? all(selector, 'UnquotedLabelMatcher') : []) {
      const label = text(matcher.getChild('LabelName')!);
      const values = labels!.get(label);
      if (given.has(label)) continue;
      if (!values) mistakes.push(`${name} has no label ${label}`);
      for (const value of values ? text(matcher.getChild('StringLiteral')!).slice(1, -1).split('|') : []) {
        if (![...values!].some((one) => new RegExp(`^(?:${value})$`).test(one))) mistakes.push(`${label} of ${name} is never ${value}`);
      }
    }
  }
  for (const label of all(tree, 'GroupingLabels').flatMap((labels) => all(labels, 'LabelName')).map(text)) {
    if (!together.has(label)) mistakes.push(`no label ${label} to group by`);
  }
  return mistakes;
}

let known: Known;
beforeAll(async () => {
  known = knownOf(await everything());
});

describe('the check of expressions finds', () => {
  test.each([
    ['nothing in one that is right', 'sum by (outcome) (rate(vagvisaren_turns_total{job="vagvisaren", outcome=~"answer|none"}[5m])) > 0', []],
    ['a metric that does not exist', 'rate(vagvisaren_turn_total[5m])', ['no metric vagvisaren_turn_total']],
    ['a histogram without its part', 'vagvisaren_turn_seconds', ['no metric vagvisaren_turn_seconds']],
    ['a label that the metric does not have', 'vagvisaren_store_up{state="sent"}', ['vagvisaren_store_up has no label state']],
    ['a label to group by that nothing has', 'sum by (course) (vagvisaren_reminders)', ['no label course to group by']],
    ['a value that never comes', 'vagvisaren_reminders{state=~"sent|lost"}', ['state of vagvisaren_reminders is never lost']],
    ['a status that is none', 'vagvisaren_connector_seconds_count{status=~"6.."}', ['status of vagvisaren_connector_seconds_count is never 6..']],
    ['broken syntax', 'sum(up) +', ['syntax at 9']],
  ])('%s', (_what, expression, mistakes) => expect(mistakesIn(expression, known)).toEqual(mistakes));
});

const alertSchema = z.strictObject({
  alert: z.string().regex(/^Vagvisaren[A-Z]\w+$/),
  expr: z.string(),
  for: z.string().regex(/^\d+m$/).optional(),
  labels: z.strictObject({ severity: z.enum(['critical', 'warning', 'info']) }),
  annotations: z.strictObject({ summary: z.string().regex(/\.$/), runbook: z.string() }),
});
const rulesSchema = z.strictObject({ groups: z.array(z.strictObject({ name: z.string(), rules: z.array(alertSchema) })) });
const alerts = rulesSchema.parse(parse(read('operations', 'alerts.yml'))).groups.flatMap(({ rules }) => rules);

describe('the alerts', () => {
  test.each(alerts)('$alert asks for what exists', ({ expr }) => expect(mistakesIn(expr, known)).toEqual([]));

  test.each(alerts)('$alert leads to a heading of the handbook', ({ annotations: { runbook } }) => {
    const [page, anchor] = runbook.split('#');
    expect(page).toBe('docs/operations.md');
    const anchors = [...read('operations.md').matchAll(/^#+ (.+)$/gm)].map(([, heading]) => heading!.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '').replace(/\s/g, '-'));
    expect(anchors).toContain(anchor);
  });

  test.each(alerts)('$alert is of this job alone', ({ expr }) => {
    const selectors = all(parser.parse(expr).topNode, 'VectorSelector').map(({ from, to }) => expr.slice(from, to));
    expect(selectors.filter((one) => !one.includes('job="vagvisaren"'))).toEqual([]);
  });

  test.each(alerts)('$alert names in its summary no label that its expression has summed up', ({ expr, annotations: { summary } }) => {
    const named = [...summary.matchAll(/\$labels\.(\w+)/g)].length > 0;
    expect(named && all(parser.parse(expr).topNode, 'AggregateExpr').length > 0).toBe(false);
  });

  test('each has a name of its own', () => expect(new Set(alerts.map(({ alert }) => alert)).size).toBe(alerts.length));
});

const target = z.object({ expr: z.string(), legendFormat: z.string() });
const panel = z.object({
  id: z.number(),
  type: z.enum(['stat', 'timeseries', 'bargauge']),
  title: z.string().min(1),
  description: z.string().min(20),
  datasource: z.object({ type: z.literal('prometheus'), uid: z.literal('${datasource}') }),
  gridPos: z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
  fieldConfig: z.object({
    defaults: z.object({ unit: z.string().min(1), mappings: z.array(z.object({ options: z.record(z.string(), z.object({ text: z.string().min(1) })) })).optional() }),
    overrides: z.array(z.object({ matcher: z.object({ options: z.string() }) })),
  }),
  options: z.object({ legend: z.object({ showLegend: z.boolean() }).optional(), colorMode: z.string().optional() }),
  targets: z.array(target).min(1),
});
const dashboard = z.object({
  schemaVersion: z.number().min(36),
  templating: z.object({ list: z.array(z.object({ name: z.string(), type: z.string() })) }),
  panels: z.array(panel),
}).parse(JSON.parse(read('operations', 'grafana-dashboard.json')));
const { panels } = dashboard;

/** Grafana puts these in before Prometheus sees the expression. */
const filledIn = (expression: string) => expression.replaceAll('$__rate_interval', '5m').replaceAll('$instance', '.*');

describe('the dashboard', () => {
  test.each(panels)('"$title" asks for what exists', ({ targets }) => {
    expect(targets.flatMap(({ expr }) => mistakesIn(filledIn(expr), known))).toEqual([]);
    for (const { expr, legendFormat } of targets) {
      const labels = new Set([...given, ...all(parser.parse(filledIn(expr)).topNode, 'VectorSelector').flatMap(({ from, to }) => [...(known.get(/^\w+/.exec(filledIn(expr).slice(from, to))![0])?.keys() ?? [])])]);
      expect([...legendFormat.matchAll(/\{\{(\w+)\}\}/g)].filter(([, label]) => !labels.has(label!))).toEqual([]);
    }
  });

  test.each(panels)('"$title" says nothing by colour alone', ({ type, options, targets, fieldConfig: { overrides } }) => {
    if (type === 'timeseries') expect(options.legend?.showLegend).toBe(true);
    if (type === 'stat') expect(options.colorMode).toBe('none');
    // A line style for a name that no line has would be lost without a word.
    expect(overrides.map(({ matcher }) => matcher.options).filter((name) => !targets.some(({ legendFormat }) => legendFormat === name || legendFormat.includes('{{')))).toEqual([]);
  });

  test('fits one screen, and no panel covers another', () => {
    const taken = new Set<string>();
    for (const { title, gridPos: { x, y, w, h } } of panels) {
      expect(x + w).toBeLessThanOrEqual(24);
      expect(y + h).toBeLessThanOrEqual(28);
      for (let column = x; column < x + w; column++) {
        for (let row = y; row < y + h; row++) {
          if (taken.has(`${column} ${row}`)) throw new Error(`"${title}" covers another panel`);
          taken.add(`${column} ${row}`);
        }
      }
    }
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  });

  test('takes its data source and its bots from variables', () => {
    expect(dashboard.templating.list.map(({ name, type }) => [name, type])).toEqual([['datasource', 'datasource'], ['instance', 'query']]);
  });
});

test('every metric of the bot is looked at by the dashboard or an alert', () => {
  const asked = [...alerts.map(({ expr }) => expr), ...panels.flatMap(({ targets }) => targets.map(({ expr }) => expr))].join(' ');
  const own = new Set([...known.keys()].filter((name) => name.startsWith('vagvisaren_')).map((name) => name.replace(/_(bucket|sum|count)$/, '')));
  expect([...own].filter((name) => !asked.includes(name))).toEqual([]);
});
