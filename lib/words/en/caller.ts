/** The public page for somebody who is called. */
export const caller = {
  title: "Is this really us?",
  lead: "Somebody calls you in the name of your IT provider? Ask them for their phrase, and type the four words here.",
  label: "The four words they said",
  ask: "Is it you?",
  yes: (organization: string) => `Yes, it is ${organization}.`,
  yesLead: "The words belong to this request. It holds for this call only.",
  no: "No. Hang up.",
  noLead:
    "These words belong to no request of ours. If you may have misheard them, ask once more; if they are said again and it stays no, hang up.",
  notKnown: "Not named",
  too_many: "That was often in a short time. Wait a minute, then try again.",
  failed: "We could not look. Try again in a moment.",
  neither: "Not sure? Hang up, and call your IT provider on a number you know.",
};
