/** The questions about what is on file, which prove nothing and may be skipped. */
export const onFile = {
  onFile: {
    title: "First, three short questions",
    lead: (organization: string) =>
      `They help ${organization} to notice when somebody else uses your name. They prove nothing by themselves. You answer once, and may skip them.`,
    lastTicket: {
      label: (organization: string) => `When did you last ask ${organization} for help, before this?`,
      ago: {
        week: "Less than a week ago",
        month: "Less than a month ago",
        half_year: "Less than half a year ago",
        longer: "Longer ago",
      },
    },
    device: {
      label: "What is the name of a computer or tablet you work with?",
      hint: "It is often on a sticker. A serial number is fine too.",
    },
    town: { label: "In which town is your workplace?" },
    unknown: "I do not know",
    send: "Continue",
    skip: "Skip the questions",
  },
};
