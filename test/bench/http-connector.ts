import { createServer } from 'node:http';
import { clock } from './http-replies';

/**
 * Stands in for Teams' connector under load: takes each reply and acknowledges it at once, in a process of its own so that
 * it shares no event loop with what is measured. GET gives when the replies since the last GET had arrived whole.
 */
let arrived: Record<string, number> = {};

const server = createServer((request, response) => {
  request.resume().on('end', () => {
    let answer = '{"id":"1"}';
    if (request.method === 'POST') {
      // /v3/conversations/{conversation}/activities/{the message replied to}
      arrived[request.url!.slice(request.url!.lastIndexOf('/') + 1)] ??= clock();
    } else {
      answer = JSON.stringify(arrived);
      arrived = {};
    }
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': answer.length }).end(answer);
  });
});
// The bot does not send again: a connection closed for idleness just as it is used would lose a reply, and here end the run.
server.keepAliveTimeout = 0;
server.listen(Number(process.env['PORT']), '127.0.0.1');
