import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';

/**
 * So long a connection to Teams is kept that nobody uses: milliseconds. A message sent on one that the other side is just closing is lost, and
 * cannot be told from one that arrived; so we close first. The shortest-lived servers wait 5 s (Node.js' own default).
 * https://nodejs.org/api/http.html#requestreusedsocket
 */
const idleFor = 4_000;

/** What `one-attempt.ts` puts on requests that no proxy has put its own on. */
export interface Connections {
  http: HttpAgent;
  https: HttpsAgent;
}

/** The connections to Teams of one adapter, kept from one request to the next. */
export function createConnections(milliseconds = idleFor): Connections {
  const options = { keepAlive: true, timeout: milliseconds };
  return { http: new HttpAgent(options), https: new HttpsAgent(options) };
}
