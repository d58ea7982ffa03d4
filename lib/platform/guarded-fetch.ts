import { type ClientRequest, Agent as HttpAgent, request as httpRequest, type IncomingMessage } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { isIP } from "node:net";
import { type Retry, UpstreamError } from "./errors.ts";
import { ADDRESS_REFUSED, isPublicAddress, publicLookup } from "./public-address.ts";

export type FetchFailureKind = "timeout" | "connection" | "tls" | "dns" | "too_large" | "redirected" | "refused_address" | "aborted";

/** Whether the other side can have seen the request: `no` is certain, `unknown` is everything else. */
export type Sent = "no" | "unknown";

export class FetchFailure extends UpstreamError {
  readonly kind: FetchFailureKind;
  readonly sent: Sent;

  constructor(kind: FetchFailureKind, { sent, host, cause }: { sent: Sent; host: string; cause?: unknown }) {
    const retry: Retry = kind === "refused_address" || kind === "too_large" ? { when: "never" } : { when: "backoff" };
    super(`The request to ${host} ended in ${kind}`, { code: `fetch.${kind}`, context: { host, sent }, cause, retry });
    this.kind = kind;
    this.sent = sent;
  }
}

export type GuardedRequest = {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  headers?: Record<string, string>;
  body?: string;
  /** From the call to the last byte of the answer; default 25 s. */
  timeoutMs?: number;
  /** Bytes of the answer's body; default 5 MiB. */
  maxBytes?: number;
  signal?: AbortSignal;
  /** Allows http and addresses that are not public. Only for a host that the operator named. */
  privateNetwork?: boolean;
};

export type GuardedResponse = {
  status: number;
  headers: Record<string, string>;
  bodyText: string;
  /** Our end of the connection, as this machine knows it; behind NAT the other side sees another. */
  localAddress: string | null;
};

const DEFAULT_TIMEOUT_MS = 25_000;
const DEFAULT_MAX_BYTES = 5 * 1024 * 1024;
/** Idle connections are dropped early: writing on one that the other side is just closing would end in an unknown effect. */
const keptOpen = { keepAlive: true, timeout: 4_000 };
const agents = {
  publicHttps: new HttpsAgent({ ...keptOpen, lookup: publicLookup }),
  anyHttps: new HttpsAgent(keptOpen),
  anyHttp: new HttpAgent(keptOpen),
};

/**
 * One request and its whole answer as text, or a FetchFailure that tells whether the request can have arrived. Follows no
 * redirect, decompresses nothing (the size cap counts what really comes), retries nothing. Refuses http, credentials in
 * the URL and addresses off the public internet unless `privateNetwork`. It stands on node:https and not on the global
 * fetch because only a socket tells "never connected" from "no answer", and only its lookup sees the address dialled.
 */
export async function guardedFetch(rawUrl: string, request: GuardedRequest): Promise<GuardedResponse> {
  const url = new URL(rawUrl);
  requireAllowed(url, request.privateNetwork ?? false);
  const timeout = AbortSignal.timeout(request.timeoutMs ?? DEFAULT_TIMEOUT_MS);
  const signal = request.signal ? AbortSignal.any([request.signal, timeout]) : timeout;
  const progress = { sent: "no" as Sent };
  try {
    signal.throwIfAborted();
    const response = await open(url, { ...request, signal }, progress);
    const status = response.statusCode ?? 0;
    if (status >= 300 && status < 400) {
      response.destroy();
      throw new FetchFailure("redirected", { sent: "unknown", host: url.host });
    }
    // Asked for before the body: a socket that has ended forgets it.
    const localAddress = response.socket.localAddress ?? null;
    const bodyText = await readCapped(response, request.maxBytes ?? DEFAULT_MAX_BYTES, url.host);
    return { status, headers: flatten(response), bodyText, localAddress };
  } catch (error) {
    if (error instanceof FetchFailure) throw error;
    const kind = timeout.aborted ? "timeout" : request.signal?.aborted ? "aborted" : kindOf(error);
    const sent = kind === "dns" || kind === "refused_address" ? "no" : progress.sent;
    throw new FetchFailure(kind, { sent, host: url.host, cause: error });
  }
}

function requireAllowed(url: URL, privateNetwork: boolean): void {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const scheme = url.protocol === "https:" || (privateNetwork && url.protocol === "http:");
  const address = privateNetwork || isIP(host) === 0 || isPublicAddress(host);
  if (!scheme || !address || url.username !== "" || url.password !== "") {
    throw new FetchFailure("refused_address", { sent: "no", host: url.host });
  }
}

function open(url: URL, request: GuardedRequest & { signal: AbortSignal }, progress: { sent: Sent }): Promise<IncomingMessage> {
  const { method, headers, body, signal, privateNetwork } = request;
  const secure = url.protocol === "https:";
  const agent = secure ? (privateNetwork ? agents.anyHttps : agents.publicHttps) : agents.anyHttp;
  const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
  return new Promise((resolve, reject) => {
    const outgoing = (secure ? httpsRequest : httpRequest)(url, {
      method,
      agent,
      signal,
      headers: { "accept-encoding": "identity", ...headers, ...length },
    });
    noteWhenConnected(outgoing, secure, progress);
    outgoing.once("response", resolve);
    outgoing.once("error", reject);
    // As bytes: a text would make Node write the headers before it in UTF-8 as well, and spoil a Latin-1 one.
    outgoing.end(body === undefined ? undefined : Buffer.from(body));
  });
}

/** Node writes the request the moment the socket (for https: the handshake) is ready, so until then nothing was sent. */
function noteWhenConnected(outgoing: ClientRequest, secure: boolean, progress: { sent: Sent }): void {
  outgoing.once("socket", (socket) => {
    if (outgoing.reusedSocket || !socket.connecting) progress.sent = "unknown";
    else
      socket.once(secure ? "secureConnect" : "connect", () => {
        progress.sent = "unknown";
      });
  });
}

async function readCapped(response: IncomingMessage, maxBytes: number, host: string): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) {
      response.destroy();
      throw new FetchFailure("too_large", { sent: "unknown", host });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function flatten(response: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(response.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : (value ?? "")]),
  );
}

const TLS_CODES =
  /^(ERR_TLS|ERR_SSL|CERT_|EPROTO$|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|CRL_|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH)/;
const DNS_CODES = /^(ENOTFOUND|EAI_|ENODATA|ESERVFAIL)/;

function kindOf(error: unknown): FetchFailureKind {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === ADDRESS_REFUSED) return "refused_address";
  if (code === "HPE_HEADER_OVERFLOW") return "too_large";
  if (DNS_CODES.test(code)) return "dns";
  return TLS_CODES.test(code) ? "tls" : "connection";
}
