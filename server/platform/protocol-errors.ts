import { randomUUID } from 'node:crypto';
import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from './log.ts';
import { ProblemError, type ProblemName, toProblem } from './problem.ts';

/** Node's error codes → problem. What is not here cannot be read as HTTP. */
const protocolProblems: Record<string, { problem: ProblemName; detail: string }> = {
  HPE_HEADER_OVERFLOW: { problem: 'headers-too-large', detail: 'The headers are larger than this server accepts.' },
  HPE_CHUNK_EXTENSIONS_OVERFLOW: { problem: 'too-large', detail: 'The chunk extensions are larger than this server accepts.' },
  ERR_HTTP_REQUEST_TIMEOUT: { problem: 'request-timeout', detail: 'The request did not arrive in time.' },
};
const notHttp = { problem: 'bad-request', detail: 'This is not a request in HTTP/1.1.' } as const;

/** What Node would answer itself, with nothing in it, is a problem like any other: requests that it cannot read. */
export function answerProtocolErrors(server: Server, log: Logger): void {
  const latest = new WeakMap<Duplex, ServerResponse>();
  server.prependListener('request', (request: IncomingMessage, response: ServerResponse) => latest.set(request.socket, response));
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    const response = latest.get(socket);
    // In the middle of an answer a second one would be taken for its body.
    const isAnswering = response?.headersSent && !response.writableFinished;
    if (!socket.writable || error.code === 'ECONNRESET' || isAnswering) {
      socket.destroy();
      return;
    }
    const { problem, detail } = protocolProblems[error.code ?? ''] ?? notHttp;
    const requestId = randomUUID();
    const answer = problemOf(problem, detail, requestId);
    log.info({ requestId, route: 'unreadable', status: answer.status, code: error.code });
    const headers = Object.entries({ ...answer.headers, Connection: 'close' }).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.end(`HTTP/1.1 ${answer.status} ${STATUS_CODES[answer.status] ?? ''}\r\n${headers.join('')}\r\n${answer.body}`);
  });
}

/** Answers a request of HTTP/1.1 without a Host; true where it did. Takes the place of `requireHostHeader`. */
export function refuseWithoutHost(request: IncomingMessage, response: ServerResponse, log: Logger): boolean {
  if (request.headers.host !== undefined || request.httpVersion !== '1.1') return false;
  const requestId = randomUUID();
  const { status, headers, body } = problemOf('bad-request', 'The header Host is missing.', requestId);
  log.info({ requestId, method: request.method, route: 'unreadable', status });
  response.writeHead(status, { ...headers, Connection: 'close' }).end(body);
  return true;
}

function problemOf(name: ProblemName, detail: string, requestId: string): { status: number; headers: Record<string, string | number>; body: string } {
  const { problem } = toProblem(new ProblemError(name, detail), `urn:uuid:${requestId}`);
  const body = JSON.stringify(problem);
  const headers = {
    'Content-Type': 'application/problem+json; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    'X-Request-Id': requestId,
  };
  return { status: problem.status, headers, body };
}
