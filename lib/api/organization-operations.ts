import { z } from "zod";
import { logoTypes, organizationSchema, settingsSchema } from "../organization/schema.ts";
import { describeOperation, doneSchema } from "./operation.ts";

export const getOrganizationOperation = describeOperation({
  id: "getOrganization",
  method: "get",
  path: "/organization",
  summary: "Read the organization that the key or the session acts in.",
  allow: "organization:read",
  output: organizationSchema,
});

export const setOrganizationOperation = describeOperation({
  id: "setOrganization",
  method: "put",
  path: "/organization",
  summary:
    "Set the organization's name, its time zone (an IANA name) and the language of its mails and text messages to requesters. Its slug stays.",
  allow: "organization:edit",
  input: settingsSchema,
  output: organizationSchema,
});

export const getLogoOperation = describeOperation({
  id: "getLogo",
  method: "get",
  path: "/organization/logo",
  summary: "Read the logo that requesters see.",
  allow: "organization:read",
  output: z.unknown(),
  bytes: { output: logoTypes },
});

export const setLogoOperation = describeOperation({
  id: "setLogo",
  method: "put",
  path: "/organization/logo",
  summary:
    "Set the logo: the bytes of a PNG, JPEG or WebP, at most 200 KiB and 2000 pixels wide or high. The bytes are judged and not the Content-Type. SVG is refused, since it can carry script.",
  allow: "organization:edit",
  output: doneSchema,
  bytes: { input: logoTypes },
});

export const removeLogoOperation = describeOperation({
  id: "removeLogo",
  method: "delete",
  path: "/organization/logo",
  summary: "Remove the logo; requesters see the name alone.",
  allow: "organization:edit",
  output: doneSchema,
});
