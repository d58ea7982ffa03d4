import { getMethod } from "../methods/registry.ts";

/** Whether what this method asks for can be said on the phone: six digits, and nothing else. */
export function canBeSaid(method: string): boolean {
  const { answer } = getMethod(method);
  return answer === "sent_code" || answer === "own_code";
}
