import { z } from "zod";
import { newProviderSchema, providerChangeSchema, providerListSchema, providerTestSchema } from "../verification/company-sign-in/schema.ts";
import { describeOperation, doneSchema } from "./operation.ts";

const ofProvider = z.object({ providerId: z.uuid() });

export const listCompanySignInsOperation = describeOperation({
  id: "listCompanySignIns",
  method: "get",
  path: "/company-sign-ins",
  summary: "List the companies whose people sign in at their own identity provider, with the redirect URI of each.",
  allow: "connection:read",
  output: providerListSchema,
});

export const addCompanySignInOperation = describeOperation({
  id: "addCompanySignIn",
  method: "post",
  path: "/company-sign-ins",
  summary:
    "Add where the people of a company sign in: a tenant of Microsoft Entra ID, Google, or any OpenID issuer. The secret is in no answer.",
  allow: "connection:edit",
  input: newProviderSchema,
  output: z.object({ id: z.uuid() }),
});

export const changeCompanySignInOperation = describeOperation({
  id: "changeCompanySignIn",
  method: "patch",
  path: "/company-sign-ins/{providerId}",
  summary: "Change client, domains or the value for a second factor, or switch a company sign-in off or on.",
  allow: "connection:edit",
  params: ofProvider,
  input: providerChangeSchema,
  output: doneSchema,
});

export const removeCompanySignInOperation = describeOperation({
  id: "removeCompanySignIn",
  method: "delete",
  path: "/company-sign-ins/{providerId}",
  summary: "Remove a company sign-in and forget which accounts were whose.",
  allow: "connection:edit",
  params: ofProvider,
  output: doneSchema,
});

export const testCompanySignInOperation = describeOperation({
  id: "testCompanySignIn",
  method: "post",
  path: "/company-sign-ins/{providerId}/test",
  summary: "Read the metadata of a company's identity provider, as a sign-in would. The client secret shows itself at the first sign-in.",
  allow: "connection:edit",
  params: ofProvider,
  output: providerTestSchema,
});
