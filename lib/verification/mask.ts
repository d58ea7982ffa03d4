/** `b···m@brot.example`: enough for the person to know the mailbox, too little for anybody else. */
export function maskEmail(address: string): string {
  const at = address.lastIndexOf("@");
  const local = address.slice(0, at);
  const shown = local.length > 3 ? `${local.at(0)}···${local.at(-1)}` : `${local.at(0) ?? ""}···`;
  return `${shown}${address.slice(at)}`;
}
