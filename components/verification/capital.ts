/** A sentence that begins with whatever stood first: "the requester" as well as a name. */
export function capital(sentence: string): string {
  return sentence.charAt(0).toLocaleUpperCase("en") + sentence.slice(1);
}
