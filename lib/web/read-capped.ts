import { InputError } from "../platform/errors.ts";

/** More than any request of ours or Autotask's needs. */
export const bodyBytesMax = 256 * 1024;

/** The body's exact bytes. Stops reading and throws InputError (413) at the cap, whatever the headers promised. */
export async function readCapped(request: Request, bytesMax: number = bodyBytesMax): Promise<Buffer> {
  if (!request.body) return Buffer.alloc(0);
  const promised = request.headers.get("content-length");
  if (Number(promised ?? 0) > bytesMax) throw tooLarge(bytesMax);
  // Of a body with a stated length Node's HTTP parser hands over no byte more, so that one needs no counting.
  if (promised !== null && !request.headers.has("transfer-encoding")) return Buffer.from(await request.arrayBuffer());
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body) {
    length += chunk.byteLength;
    if (length > bytesMax) throw tooLarge(bytesMax);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** What is thrown at a body of more bytes than are read. */
export function tooLarge(bytesMax: number): InputError {
  return new InputError(`The body has more than ${bytesMax} bytes`, { code: "web.body_too_large" });
}
