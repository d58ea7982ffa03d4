/** An answer other than success. Autotask sends validation and permission failures as HTTP 500 with `{"errors":[text]}`. */
export class Refusal extends Error {
  readonly status: number;
  readonly body: string;
  readonly headers: Record<string, string>;

  constructor(status: number, body: string, headers: Record<string, string> = {}) {
    super(`${status} ${body}`);
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

/** The documented error body, status 500 unless said otherwise. */
export function refusal(text: string, status = 500, headers: Record<string, string> = {}): Refusal {
  return new Refusal(status, JSON.stringify({ errors: [text] }), headers);
}

/** ASP.NET's own bodies for a route or a method that does not exist. */
export function noSuchRoute(path: string): Refusal {
  return new Refusal(404, JSON.stringify({ Message: `No HTTP resource was found that matches the request URI '${path}'.` }));
}

export function noSuchMethod(method: string): Refusal {
  return new Refusal(405, JSON.stringify({ Message: `The requested resource does not support http method '${method}'.` }));
}

export function unauthorized(): Refusal {
  return new Refusal(401, "");
}
