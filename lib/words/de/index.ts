import type { Words } from "../words.ts";
import { approver } from "./approver.ts";
import { caller } from "./caller.ts";
import { ends } from "./ends.ts";
import { enrolment } from "./enrolment.ts";
import { external } from "./external.ts";
import { frame } from "./frame.ts";
import { mails } from "./mails.ts";
import { onFile } from "./on-file.ts";
import { questions } from "./questions.ts";

export const de: Words = { requester: { ...frame, ...questions, ...onFile, ...external, ...enrolment, ...ends }, approver, caller, mails };
