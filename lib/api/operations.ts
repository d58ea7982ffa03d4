import * as alert from "./alert-operations.ts";
import * as appearance from "./appearance-operations.ts";
import * as approver from "./approver-operations.ts";
import * as caller from "./caller-operations.ts";
import * as companySignIn from "./company-sign-in-operations.ts";
import * as connectionHealth from "./connection-health-operations.ts";
import * as connection from "./connection-operations.ts";
import * as connectionWatch from "./connection-watch-operations.ts";
import * as externalProvider from "./external-provider-operations.ts";
import * as limit from "./limit-operations.ts";
import * as member from "./member-operations.ts";
import type { Operation } from "./operation.ts";
import * as organization from "./organization-operations.ts";
import * as permission from "./permission-operations.ts";
import * as phone from "./phone-operations.ts";
import * as policy from "./policy-operations.ts";
import * as questions from "./question-operations.ts";
import * as risk from "./risk-operations.ts";
import * as verification from "./verification-operations.ts";

const isOperation = (value: unknown): value is Operation => typeof value === "object" && value !== null && "id" in value && "path" in value;

/** Every operation of the REST API, as its files describe them. */
export const operations: readonly Operation[] = [
  alert,
  appearance,
  approver,
  caller,
  companySignIn,
  connection,
  connectionHealth,
  connectionWatch,
  externalProvider,
  organization,
  limit,
  member,
  permission,
  phone,
  questions,
  risk,
  policy,
  verification,
].flatMap((file) => Object.values<unknown>(file).filter(isOperation));
