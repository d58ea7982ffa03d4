import { z } from "zod";
import {
  externalProviderChangeSchema,
  externalProviderListSchema,
  externalSecretSchema,
  externalTestSchema,
  newExternalProviderSchema,
  rotatedSecretSchema,
} from "../verification/external-provider/schema.ts";
import { describeOperation, doneSchema } from "./operation.ts";

const ofProvider = z.object({ externalProviderId: z.uuid() });

export const listExternalProvidersOperation = describeOperation({
  id: "listExternalProviders",
  method: "get",
  path: "/external-providers",
  summary: "List the verification services of others that may be asked, with where each sends its results. Of the secrets nothing.",
  allow: "connection:read",
  output: externalProviderListSchema,
});

export const addExternalProviderOperation = describeOperation({
  id: "addExternalProvider",
  method: "post",
  path: "/external-providers",
  summary: "Add a verification service, for one company or for everybody. The secret stands in this answer and in no other.",
  allow: "connection:edit",
  input: newExternalProviderSchema,
  output: externalSecretSchema,
});

export const changeExternalProviderOperation = describeOperation({
  id: "changeExternalProvider",
  method: "patch",
  path: "/external-providers/{externalProviderId}",
  summary: "Change a verification service: its name, its addresses, what it is told, the most that its result counts for, or off and on.",
  allow: "connection:edit",
  params: ofProvider,
  input: externalProviderChangeSchema,
  output: doneSchema,
});

export const rotateExternalSecretOperation = describeOperation({
  id: "rotateExternalProviderSecret",
  method: "post",
  path: "/external-providers/{externalProviderId}/secret",
  summary: "Draw a new secret, which stands in this answer and in no other. The one before counts for a day more.",
  allow: "connection:edit",
  params: ofProvider,
  output: rotatedSecretSchema,
});

export const testExternalProviderOperation = describeOperation({
  id: "testExternalProvider",
  method: "post",
  path: "/external-providers/{externalProviderId}/test",
  summary: "Send a verification service a signed message that starts nothing and names nobody.",
  allow: "connection:edit",
  params: ofProvider,
  output: externalTestSchema,
});

export const removeExternalProviderOperation = describeOperation({
  id: "removeExternalProvider",
  method: "delete",
  path: "/external-providers/{externalProviderId}",
  summary: "Remove a verification service and its secret. Outcomes stay.",
  allow: "connection:edit",
  params: ofProvider,
  output: doneSchema,
});
