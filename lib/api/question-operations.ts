import { questionSettingsSchema } from "../verification/questions/schema.ts";
import { describeOperation } from "./operation.ts";

export const getQuestionSettingsOperation = describeOperation({
  id: "getQuestionSettings",
  method: "get",
  path: "/question-settings",
  summary: "Read whether requesters are asked about what is on file of them, and what a wrong answer adds to the risk.",
  allow: "organization:read",
  output: questionSettingsSchema,
});

export const saveQuestionSettingsOperation = describeOperation({
  id: "saveQuestionSettings",
  method: "put",
  path: "/question-settings",
  summary: "Set it, for verifications that start from then on. Answers are a signal only: they never add strength.",
  allow: "organization:edit",
  input: questionSettingsSchema,
  output: questionSettingsSchema,
});
