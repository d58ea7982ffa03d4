import { z } from "zod";

/** Any text: what is no link of ours must look like a link that is over, and not like a mistyped address. */
export const tokenParams = z.object({ token: z.string() });
