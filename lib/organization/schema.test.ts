import { expect, test } from "vitest";
import { setupSchema, timeZoneSchema } from "./schema.ts";

test.each(["UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires", "Asia/Kolkata", "Etc/GMT+5"])("%s is a time zone", (name) => {
  expect(timeZoneSchema.safeParse(name).success).toBe(true);
});

test.each(["", "+02:00", "-05", "Mars/Olympus", "Europe/Berlin ", "\u202eUTC"])("%j is no time zone: no name, or an offset", (name) => {
  expect(timeZoneSchema.safeParse(name).success).toBe(false);
});

test("a browser's time zone that we do not know does not stop the set-up", () => {
  const owner = { token: "t", name: "Ada", organizationName: "Nordlicht", email: "ada@nordlicht.example", password: "vier rote gabeln" };
  expect(setupSchema.parse({ ...owner, timeZone: "Mars/Olympus" }).timeZone).toBeUndefined();
  expect(setupSchema.parse({ ...owner, timeZone: "Asia/Tokyo" }).timeZone).toBe("Asia/Tokyo");
  expect(setupSchema.parse(owner).timeZone).toBeUndefined();
});
