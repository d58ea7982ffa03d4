import type { IncomingMessage, ServerResponse } from "node:http";
import type { World } from "../world.ts";
export async function servePage(
  _world: World,
  _call: { path: string; url: URL; text: string; origin: string },
  exchange: { request: IncomingMessage; response: ServerResponse },
): Promise<void> {
  exchange.response.writeHead(404).end();
}
