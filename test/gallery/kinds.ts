import type { Turn } from '../../src/dialogs/turn';
import type { Language } from '../../src/language';
import { now } from '../support/product';

export interface Kind {
  /** Of the picture's file. */
  name: string;
  /** What is to be seen. */
  title: string;
  /** What is said or tapped; or the name of a reply that nobody asks for, in test/support/every-reply.ts. */
  turn: Turn | string;
  /** With all that a toggle can show. */
  unfolded?: boolean;
}

const entry = (id: string, language: Language = 'sv', at = now): Turn => ({ text: '', action: { v: 1, do: 'show', id, language }, now: at });
const tapped = (action: object): Turn => ({ text: '', action: { v: 1, language: 'sv', ...action }, now });
const said = (text: string): Turn => ({ text, now });

/** One of each kind of card, for the gallery. */
export const kinds: Kind[] = [
  { name: 'secrecy', title: 'Secrecy: what to do, and how', turn: entry('secrecy/staff-home-contact') },
  { name: 'secrecy-unfolded', title: 'Secrecy with its sources shown', turn: entry('secrecy/staff-home-contact'), unfolded: true },
  { name: 'secrecy-english', title: 'Secrecy in English', turn: entry('secrecy/staff-home-contact', 'en') },
  { name: 'area', title: 'Area of the records classification', turn: entry('area/6') },
  { name: 'group', title: 'Group of processes', turn: entry('group/2.1') },
  { name: 'process', title: 'Process', turn: entry('process/2.6.5') },
  { name: 'process-removed', title: 'Process that was removed', turn: entry('process/12.1') },
  { name: 'course', title: 'Course whose occasions are past', turn: entry('course/i-offentlighetens-tjanst') },
  // No occasion of the shipped courses is yet to come: the day is one when some were.
  { name: 'course-coming', title: 'Course with coming occasions', turn: entry('course/i-offentlighetens-tjanst', 'sv', new Date('2019-10-20T10:00:00Z')) },
  { name: 'supplier', title: 'Agreement area with ranked suppliers', turn: entry('supplier/ledarskap') },
  { name: 'supplier-pending', title: 'Agreement area without suppliers', turn: entry('supplier/motiverande-samtal') },
  { name: 'framework', title: 'The framework agreement', turn: entry('framework/about') },
  { name: 'choices', title: 'Choices when it is not sure', turn: said('sekretess') },
  { name: 'none', title: 'Nothing found', turn: said('pannkakor') },
  { name: 'outside', title: 'Outside what it covers', turn: said('när får jag min lön?') },
  { name: 'emergency', title: 'Danger to life', turn: said('jag har ont i bröstet') },
  { name: 'greeting', title: 'Greeting', turn: said('hej') },
  { name: 'help', title: 'Help', turn: said('hjälp') },
  { name: 'supplier-matched', title: 'Agreement area for what was asked', turn: said('Vem kan hålla en kurs i klarspråk?') },
  { name: 'declined', title: 'The first in rank declined', turn: tapped({ do: 'declined', id: 'supplier/kommunikation', rank: 1, topic: 'klarspråk' }) },
  { name: 'draft', title: 'Draft of a call-off', turn: tapped({ do: 'draft', id: 'supplier/kommunikation', rank: 2, topic: 'klarspråk' }) },
  { name: 'areas', title: 'All agreement areas', turn: tapped({ do: 'areas', from: 0, purpose: 'show', rank: 1 }) },
  { name: 'reminder', title: 'A reminder', turn: 'reminder lead personal sv' },
  { name: 'digest', title: 'Several reminders in one', turn: 'reminder digest personal sv' },
  { name: 'welcome', title: 'Welcome', turn: 'welcome personal sv' },
];
