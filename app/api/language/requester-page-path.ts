// A link's token is whatever stood in the address, so any character may come encoded. No backslash, no control characters.
const own = /^\/(?:v|a|is-this-us)(?:[/?][A-Za-z0-9_.~%&=+/?-]*)?$/;

/** Where to go on after another language was chosen: the wish if it is one of our pages for people without an account. */
export function requesterPagePath(wish: string | null): string {
  return wish !== null && wish.length <= 2_000 && own.test(wish) ? wish : "/is-this-us";
}
