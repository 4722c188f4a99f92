import type { Activity } from 'botbuilder';
import type { Language } from '../language';

/** The language that a person's Teams is set to: English where it says so, or else Swedish. */
export function localeOf({ locale }: Pick<Activity, 'locale'>): Language {
  return typeof locale === 'string' && locale.toLowerCase().startsWith('en') ? 'en' : 'sv';
}
