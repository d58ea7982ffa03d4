import { describe, expect, it } from "vitest";
import { serialize, signBody } from "./signature.ts";

describe("signBody", () => {
  it("is sha1= and the Base64 of HMAC-SHA1, as RFC 2202 test case 2 has it", () => {
    const expected = Buffer.from("effcdf6ae5eb2fa2d27416d5f184df9c259a7c79", "hex").toString("base64");
    expect(signBody("Jefe", "what do ya want for nothing?")).toBe(`sha1=${expected}`);
  });

  it("has the form of the vendor's example: 28 characters of Base64", () => {
    expect(signBody("key", "body")).toMatch(/^sha1=[A-Za-z0-9+/]{27}=$/);
    expect("sha1=UaDXFl2DRDu9dnINVkFle7y5uAE=").toHaveLength(signBody("key", "body").length);
  });
});

describe("serialize", () => {
  it("escapes & < > ' \" ` + and non-ASCII as \\u with upper-case hex", () => {
    expect(serialize({ Name: 'O\'Brien & <Söhne> "x" `+`' })).toBe(
      '{"Name":"O\\u0027Brien \\u0026 \\u003CS\\u00F6hne\\u003E \\u0022x\\u0022 \\u0060\\u002B\\u0060"}',
    );
  });

  it("splits characters outside the first plane into two escapes and keeps short escapes", () => {
    expect(serialize("🔐\n\\")).toBe('"\\uD83D\\uDD10\\n\\\\"');
  });

  it("stays JSON that reads back the same", () => {
    const value = { a: [1, true, null, "Zoë +`"], b: { c: "\u0001" } };
    expect(JSON.parse(serialize(value))).toEqual(value);
  });
});
