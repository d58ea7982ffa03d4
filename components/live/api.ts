import type { z } from "zod";

/** A read or a change that was refused. `requestId` is what support asks for. */
export class ApiRefusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly requestId: string | undefined;

  constructor({ status, code, requestId }: { status: number; code: string; requestId?: string }) {
    super(`${status} ${code}`);
    this.name = "ApiRefusal";
    this.status = status;
    this.code = code;
    this.requestId = requestId;
  }
}

type Call<O extends z.ZodType> = {
  /** Slug of the organization whose session asks. */
  organization: string;
  /** Below /api/v1, with its query. */
  path: string;
  /** What we need of the answer. */
  schema: O;
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** A file goes as its bytes, all else as JSON. */
  body?: unknown;
  signal?: AbortSignal;
};

/** Calls our own REST API with the member's session. Throws ApiRefusal. */
export async function callApi<O extends z.ZodType>({
  organization,
  path,
  schema,
  method = "GET",
  body,
  signal,
}: Call<O>): Promise<z.output<O>> {
  const headers: Record<string, string> = { "x-organization": organization };
  const isFile = body instanceof Blob;
  // The server asks the bytes what they are, and not this name.
  if (body !== undefined) headers["content-type"] = isFile ? "application/octet-stream" : "application/json";
  const response = await fetch(`/api/v1${path}`, {
    method,
    headers,
    body: body === undefined ? null : isFile ? body : JSON.stringify(body),
    signal: signal ?? null,
  });
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok) return schema.parse(answer);
  const problem = typeof answer === "object" && answer !== null ? answer : {};
  const text = (key: string) => (key in problem && typeof Object(problem)[key] === "string" ? (Object(problem)[key] as string) : undefined);
  throw new ApiRefusal({ status: response.status, code: text("code") ?? "web.failed", requestId: text("requestId") });
}
