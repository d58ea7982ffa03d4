import type { external as en } from "../en/external.ts";

export const external: typeof en = {
  external: {
    title: (provider) => `Bewijs het met ${provider}`,
    lead: (organization, provider) => `${organization} laat ${provider} controleren wie u bent. Daarna komt u terug op deze pagina.`,
    sends: {
      both: (provider) => `${provider} krijgt uw naam en uw e-mailadres.`,
      name: (provider) => `${provider} krijgt uw naam.`,
      email: (provider) => `${provider} krijgt uw e-mailadres.`,
      nothing: (provider) => `${provider} krijgt niets over u.`,
    },
    button: (provider) => `Verder met ${provider}`,
    preparing: "Een moment: de controle wordt voorbereid. Laad deze pagina opnieuw.",
    away: (organization) => `Deze manier is op dit moment uitgeschakeld. Bel ${organization} op een nummer dat u kent.`,
    waiting: (provider) => `U bent terug. We wachten op wat ${provider} zegt.`,
    look: "Nog een keer kijken",
    unclear: "De controle kon het niet met zekerheid zeggen. Bewijs het in plaats daarvan zo.",
    lost: {
      title: "Ga terug naar de pagina waar u vandaan kwam",
      lead: "Uw IT-dienstverlener hoort hoe de controle is verlopen. De link in uw e-mail toont wat er nu komt.",
    },
  },
  not_confirmed: {
    pageTitle: "Niet bevestigd",
    title: "Het kon niet worden bevestigd",
    lead: (organization) => `De controle heeft dit verzoek niet bevestigd, en ${organization} weet ervan. Er is niets gewijzigd.`,
    next: "Wat u nu doet",
    steps: (organization) => [
      `Was u het? Bel ${organization} op een nummer dat u kent.`,
      "Was u het niet, en hebt u iemand aan de telefoon? Hang op.",
    ],
  },
};
