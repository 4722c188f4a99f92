import { createDialogs, type Dialogs } from './dialogs/converse';
import type { Questions } from './dialogs/feedback/questions';
import { createLookup, type Lookup } from './dialogs/lookup';
import type { Room } from './dialogs/room';
import type { Parts } from './assemble';
import { coursesOf } from './knowledge/load';
import type { CourseEntry } from './knowledge/schema';

/** Everything the bot says and knows in one state of knowledge/ and dialogs/; while it runs, one edition follows another as a whole. */
export interface Edition {
  /** As of `Parts`. */
  version: string;
  entries: number;
  /** Whether a current model ranks. */
  hasModel: boolean;
  courses: CourseEntry[];
  room: Room;
  dialogs: Dialogs;
  lookup: Lookup;
}

/** Puts an edition together, with what the store keeps between turns. */
export function editionOf(parts: Parts, kept: Required<Pick<Room, 'reminders' | 'memory' | 'privacy' | 'feedback'>>, questions: Questions | undefined): Edition {
  const room: Room = { ...parts.room, ...kept, version: parts.version, ...(questions ? { questions } : {}) };
  return {
    version: parts.version,
    entries: parts.knowledge.entries.size,
    hasModel: parts.model !== undefined,
    courses: coursesOf(parts.knowledge),
    room,
    dialogs: createDialogs(room),
    lookup: createLookup(room),
  };
}
