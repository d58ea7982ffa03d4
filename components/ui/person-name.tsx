type Props = {
  /** As Autotask has it: never shortened by us, reordered or split. */
  name: string | null;
  /** What stands where there is none. */
  otherwise?: string;
};

/** A name in any script, which must not turn the words around it. The whole name shows on hover where a cell cuts it. */
export function PersonName({ name, otherwise = "Not known" }: Props) {
  if (name === null || name.trim() === "") return <span className="font-normal text-muted">{otherwise}</span>;
  return <bdi title={name}>{name}</bdi>;
}
