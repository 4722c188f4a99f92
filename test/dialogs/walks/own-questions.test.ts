import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { productRoot } from '../../../src/assemble';
import { leaningOn } from '../../../src/dialogs/follow-up';
import { createHeard } from '../../../src/dialogs/heard';
import { product } from '../../support/product';

const { knowledge, room, search } = product();
const heard = createHeard(room.say);
const questions = readFileSync(join(productRoot, 'test', 'questions', 'dev.jsonl'), 'utf8').trim().split('\n').map((line) => (JSON.parse(line) as { q: string }).q);
const found = new Map([...questions, 'Det står en man med kniv vid disken', 'Can I ask why she wants the report before I print it?'].map((text) => [text, search.find(text)]));
const leaning = (last: string) => [...found].map(([text, alone]) => leaningOn(text, last, alone, heard, knowledge)).filter((about) => about !== null);

test('no question of its own steers the conversation', () => {
  expect(questions.length).toBeGreaterThan(100);
  expect(questions.filter((question) => heard.steer(question))).toEqual([]);
});

test.each(['course/ugl', 'supplier/kommunikation', 'process/1.6'])('no question of its own leans on %s', (last) => {
  expect(leaning(last)).toEqual([]);
});

test('no question of its own is answered with the answer before, whichever it was', () => {
  for (const id of knowledge.entries.keys()) expect(leaning(id).filter(({ still }) => still)).toEqual([]);
});
