import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type StubRequest = { method: string; url: string; headers: Record<string, string>; bodyText: string };

export type StubHttp = {
  /** `127.0.0.1:port` */
  host: string;
  /** Everything asked so far, oldest first. */
  requests: StubRequest[];
  close(): Promise<void>;
};

/** An HTTP server for one test: remembers each request and has `answer` respond to it. */
export async function startStubHttp(answer: (request: StubRequest, response: ServerResponse) => void): Promise<StubHttp> {
  const requests: StubRequest[] = [];
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      const headers = Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]));
      const request = { method: incoming.method ?? "", url: incoming.url ?? "", headers, bodyText: Buffer.concat(chunks).toString() };
      requests.push(request);
      answer(request, response);
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
