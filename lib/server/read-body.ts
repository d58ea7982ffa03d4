import type { IncomingMessage } from "node:http";
import { bodyBytesMax, tooLarge } from "../web/read-capped.ts";

/**
 * The exact bytes of a request that Next has not seen. Stops reading and throws InputError (413) at the cap, whatever the
 * headers promised; throws Node's error when the sender goes away before the end.
 */
export function readBody(request: IncomingMessage, bytesMax: number = bodyBytesMax): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    if (Number(request.headers["content-length"] ?? 0) > bytesMax) return reject(tooLarge(bytesMax));
    request.on("data", (chunk: Buffer) => {
      length += chunk.byteLength;
      if (length > bytesMax) {
        request.pause();
        return reject(tooLarge(bytesMax));
      }
      chunks.push(chunk);
    });
    request.once("end", () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    // Gone before the end: nobody is there to be answered, and half a body is none.
    request.once("error", reject);
  });
}
