import { pluralIn } from "../plural.ts";

const plural = pluralIn("en");

/** What an approver reads. They know no product of ours, and are told what to do if nobody called them. */
export const approver = {
  title: "Is this request right?",
  somebody: "A colleague",
  notRight: "This is not right",
  sure: {
    weak: "It is an everyday request.",
    fair: "It is a request that needs more than an everyday check.",
    good: "It is a request that can open an account, such as a new password or a new phone for sign-in.",
    best: "It is a request that touches a privileged account or a payment.",
  },
  asked: (who: string, ticket: string) => `${who} asked for help in ticket ${ticket}.`,
  call: (who: string) => `Speak to ${who} first, on a number you know. They tell you two digits; without them nobody can say yes.`,
  label: (who: string) => `The number that ${who} tells you`,
  confirm: "It is right",
  wrong: (tries: number) => `That is not the number they have. ${plural(tries, { one: "One try", other: `${tries} tries` })} left.`,
  unreadable: "The number has two digits. Enter the two digits they tell you.",
  denial: {
    title: "Is it not right?",
    lead: (organization: string) => `Then we stop the request and tell ${organization} now. Nobody changes a password.`,
    confirm: "It is not right, stop it",
    back: "Go back, it is right",
  },
  ends: {
    approved: { title: (who: string) => `Thank you. ${who} goes on.`, lead: "You can close this page." },
    denied: { title: (_who: string) => "The request is stopped.", lead: "Speak to the person whose name was used, on a number you know." },
    stopped: {
      title: (_who: string) => "Nothing was approved.",
      lead: "The number was not the one they have. The request goes on without you, or ends.",
    },
  },
};
