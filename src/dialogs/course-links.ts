import type { Knowledge } from '../knowledge/load';

/**
 * Links to these domains and no others show a course, as the app's manifest says. Microsoft takes only those that the app's owner
 * controls: https://learn.microsoft.com/microsoftteams/platform/messaging-extensions/how-to/link-unfurling
 */
export const unfurledDomains: readonly string[] = ['www.vgregion.se'];

/** What campaigns and mail tools add to an address. It never says which page is meant. */
const tracking = /^(utm_.*|mtm_.*|fbclid|gclid|msclkid|mc_cid|mc_eid)$/i;

/** What of an address says which page is meant; nothing where the text is no web address. */
function pageOf(address: string): { domain: string; key: string } | undefined {
  if (!URL.canParse(address)) return undefined;
  const { protocol, host, pathname, searchParams } = new URL(address);
  if (protocol !== 'https:' && protocol !== 'http:') return undefined;
  const parameters = [...searchParams].filter(([name]) => !tracking.test(name)).map((pair) => pair.join('=')).sort();
  return { domain: host, key: `${host}${pathname.replace(/\/+$/, '')}?${parameters.join('&')}` };
}

/** The pages that are about one course alone, with its id. The portal that several courses link to is about none of them. */
function coursePages(knowledge: Knowledge): Map<string, string> {
  const pages = new Map<string, Set<string>>();
  for (const entry of knowledge.entries.values()) {
    for (const { address } of entry.kind === 'course' ? entry.links : []) {
      const page = pageOf(address);
      if (page && unfurledDomains.includes(page.domain)) pages.set(page.key, (pages.get(page.key) ?? new Set()).add(entry.id));
    }
  }
  return new Map([...pages].flatMap(([key, courses]) => (courses.size === 1 ? [[key, [...courses][0]!] as const] : [])));
}

/**
 * Finds the course that a pasted address is about. The case of the host, a slash at the end, a place on the page
 * and tracking parameters make no difference.
 * @returns a function from any text to the course's id, or undefined
 */
export function createCourseLinks(knowledge: Knowledge): (address: string) => string | undefined {
  const pages = coursePages(knowledge);
  return (address) => pages.get(pageOf(address)?.key ?? '');
}
