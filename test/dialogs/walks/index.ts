import { answers } from './answers';
import { callOff } from './call-off';
import { cards } from './cards';
import { courses } from './courses';
import { followUps } from './follow-ups';
import { smallTalk } from './small-talk';
import { wandering } from './wandering';
import { waysToAsk } from './ways-to-ask';

/** Every walk, by what it is about. */
export const walks = { answers, cards, 'call-off': callOff, courses, 'follow-ups': followUps, 'small talk': smallTalk, wandering, 'ways to ask': waysToAsk };
