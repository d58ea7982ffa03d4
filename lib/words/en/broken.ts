export const broken = {
  lang: "en",
  name: "Countersign",
  marks: { idle: "Countersign", asked: "Asked", countersigned: "Countersigned", "not-countersigned": "Not countersigned" },
  roleLine: "Asks on behalf of your IT provider",
  title: "We could not show this page",
  lead: "Nothing was changed. Try again in a moment; if it stays, call your IT provider on a number you know.",
  again: "Try again",
  footLine: "Countersign never asks for your password.",
};
