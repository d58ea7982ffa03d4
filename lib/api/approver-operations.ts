import { z } from "zod";
import { approverListSchema, newApproverSchema } from "../verification/approval/schema.ts";
import { describeOperation, doneSchema } from "./operation.ts";

export const listApproversOperation = describeOperation({
  id: "listApprovers",
  method: "get",
  path: "/approvers",
  summary: "List whose word counts for requests of the people of a company, by company.",
  allow: "organization:read",
  output: approverListSchema,
});

export const addApproverOperation = describeOperation({
  id: "addApprover",
  method: "post",
  path: "/approvers",
  summary:
    "Make an active contact an approver of their company, by Autotask's ids. Name and address are read from Autotask, now and at each question. At most three for a company.",
  allow: "organization:edit",
  input: newApproverSchema,
  output: z.object({ id: z.uuid() }),
});

export const removeApproverOperation = describeOperation({
  id: "removeApprover",
  method: "delete",
  path: "/approvers/{approverId}",
  summary: "Take an approver's word away. A question that is put to them is over, and the verification goes on without it.",
  allow: "organization:edit",
  params: z.object({ approverId: z.uuid() }),
  output: doneSchema,
});
