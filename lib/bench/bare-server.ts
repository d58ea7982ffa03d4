import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";
import pg from "pg";

// Context, not a goal: what node:http does with the same HMAC and one insert into the same database. Run as a process of
// its own: `bare-server.ts PORT SECRET DATABASE_URL`.

const [port = "0", secret = "", connectionString = ""] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString, max: 8 });
await pool.query("create table if not exists bare_deliveries (id bigserial primary key, body bytea not null)");

createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", async () => {
    const body = Buffer.concat(chunks);
    const given = Buffer.from(String(request.headers["x-hook-signature"] ?? "").slice(5), "base64");
    const wanted = createHmac("sha1", secret).update(body).digest();
    if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return response.writeHead(401).end();
    await pool.query({ name: "insert", text: "insert into bare_deliveries (body) values ($1)", values: [body] });
    response.writeHead(200).end();
  });
}).listen(Number(port), "127.0.0.1");
