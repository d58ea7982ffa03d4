import { z } from "zod";
import { appearanceInputSchema, appearanceListSchema } from "../directory/appearance/schema.ts";
import { logoTypes } from "../organization/schema.ts";
import { describeOperation, doneSchema } from "./operation.ts";

const ofCompany = z.object({
  connectionId: z.uuid(),
  companyId: z.coerce.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER),
});
const path = "/connections/{connectionId}/companies/{companyId}/appearance";

export const listAppearancesOperation = describeOperation({
  id: "listAppearances",
  method: "get",
  path: "/appearances",
  summary: "List the companies whose people see a name, a language or a logo of their own, by company.",
  allow: "organization:read",
  output: appearanceListSchema,
});

export const setAppearanceOperation = describeOperation({
  id: "setAppearance",
  method: "put",
  path,
  summary:
    "Set what a company's people call it and the language they are written to in, by Autotask's id of the company; null for what everybody gets.",
  allow: "organization:edit",
  params: ofCompany,
  input: appearanceInputSchema,
  output: doneSchema,
});

export const removeAppearanceOperation = describeOperation({
  id: "removeAppearance",
  method: "delete",
  path,
  summary: "Remove name, language and logo of a company: its people see what everybody sees.",
  allow: "organization:edit",
  params: ofCompany,
  output: doneSchema,
});

export const getCompanyLogoOperation = describeOperation({
  id: "getCompanyLogo",
  method: "get",
  path: `${path}/logo`,
  summary: "Read the logo that a company's people see below the organization's.",
  allow: "organization:read",
  params: ofCompany,
  output: z.unknown(),
  bytes: { output: logoTypes },
});

export const setCompanyLogoOperation = describeOperation({
  id: "setCompanyLogo",
  method: "put",
  path: `${path}/logo`,
  summary:
    "Set a company's logo: the bytes of a PNG, JPEG or WebP, at most 200 KiB and 2000 pixels wide or high. Judged as the organization's is; SVG is refused.",
  allow: "organization:edit",
  params: ofCompany,
  output: doneSchema,
  bytes: { input: logoTypes },
});

export const removeCompanyLogoOperation = describeOperation({
  id: "removeCompanyLogo",
  method: "delete",
  path: `${path}/logo`,
  summary: "Remove a company's logo; its people see its name alone.",
  allow: "organization:edit",
  params: ofCompany,
  output: doneSchema,
});
