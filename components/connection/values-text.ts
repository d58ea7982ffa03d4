import { failureWords } from "@/components/connection/failure-words.ts";

/** Words for what is refused before any call. */
export const valuesText = {
  "connection.value_missing": "Paste this value from the API user.",
  "connection.zone_refused": `${failureWords["connection.zone_refused"].what({})} ${failureWords["connection.zone_refused"].todo}`,
};
