import fc from 'fast-check';
import { isList, isMembers, type Json, type Member } from './json';
import { mark } from './mark';
import { strangeValue } from './strange';

/** One change of an activity; `at` chooses the place, whatever the activity's size. */
export interface Mutation {
  at: number;
  how: 'remove' | 'replace' | 'twiceBefore' | 'twiceAfter' | 'beside' | 'inList' | 'inObject' | 'many';
  key: string;
  value: Json;
}

const keys = ['__proto__', 'constructor', 'prototype', 'toJSON', 'then', 'id', 'type', 'name', '', mark, 'deliveryMode', 'callerId', 'serviceUrl', 'isGroup', 'tenantId', 'role', 'aadObjectId'];

export const mutation: fc.Arbitrary<Mutation> = fc.record({
  at: fc.nat(1000),
  how: fc.constantFrom<Mutation['how']>('remove', 'replace', 'replace', 'replace', 'twiceBefore', 'twiceAfter', 'beside', 'inList', 'inObject', 'many'),
  key: fc.constantFrom(...keys),
  value: strangeValue,
});

/** The places in a value where something can be changed: its members and items, and theirs. */
function places(value: Json): number {
  if (isList(value)) return value.reduce<number>((sum, inner) => sum + 1 + places(inner), 0);
  return isMembers(value) ? value.members.reduce((sum, [, inner]) => sum + 1 + places(inner), 0) : 0;
}

/** So many copies are more than the 1,000 entities that are taken, and still under the largest body. */
const manyItems = 1_200;

function changedMember([key, value]: Member, { how, key: other, value: strange }: Mutation): Member[] {
  switch (how) {
    case 'remove': return [];
    case 'replace': return [[key, strange]];
    case 'twiceBefore': return [[key, strange], [key, value]];
    case 'twiceAfter': return [[key, value], [key, strange]];
    case 'beside': return [[key, value], [other, strange]];
    case 'inList': return [[key, [value]]];
    case 'inObject': return [[key, { members: [[other, value]] }]];
    case 'many': return [[key, Array.from({ length: manyItems }, () => value)]];
  }
}

function changed(value: Json, place: number, change: Mutation): Json {
  if (isList(value)) return changed({ members: value.map((inner) => ['', inner] as const) }, place, change);
  if (!isMembers(value)) return value;
  let left = place;
  const members = value.members.flatMap((member): Member[] => {
    const before = left;
    const inside = places(member[1]);
    left -= 1 + inside;
    if (before === 0) return changedMember(member, change);
    if (before < 0 || before > inside) return [member];
    return [[member[0], within(member[1], before - 1, change)]];
  });
  return { members };
}

/** The same for what is inside, where a list stays a list. */
function within(value: Json, place: number, change: Mutation): Json {
  const after = changed(value, place, change);
  return isList(value) && isMembers(after) ? after.members.map(([, inner]) => inner) : after;
}

/** An activity with its changes made, one after the other. */
export function mutated(activity: Json, mutations: readonly Mutation[]): Json {
  return mutations.reduce<Json>((value, change) => {
    const count = places(value);
    return count === 0 ? value : within(value, change.at % count, change);
  }, activity);
}
