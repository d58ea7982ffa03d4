import type { onFile as en } from "../en/on-file.ts";

export const onFile: typeof en = {
  onFile: {
    title: "Eerst drie korte vragen",
    lead: (organization) =>
      `Ze helpen ${organization} te merken dat iemand anders uw naam gebruikt. Op zichzelf bewijzen ze niets. U antwoordt één keer en mag ze overslaan.`,
    lastTicket: {
      label: (organization) => `Wanneer vroeg u ${organization} voor het laatst om hulp, vóór dit verzoek?`,
      ago: {
        week: "Minder dan een week geleden",
        month: "Minder dan een maand geleden",
        half_year: "Minder dan een half jaar geleden",
        longer: "Langer geleden",
      },
    },
    device: {
      label: "Hoe heet een computer of tablet waarmee u werkt?",
      hint: "Het staat vaak op een sticker. Een serienummer mag ook.",
    },
    town: { label: "In welke plaats werkt u?" },
    unknown: "Dat weet ik niet",
    send: "Verder",
    skip: "Vragen overslaan",
  },
};
