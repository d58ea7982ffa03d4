/** What kind of place an address belongs to. `access`: where people are, as far as we know. */
export const networkKinds = ["tor", "vpn", "hosting", "relay", "access"] as const;
export type NetworkKind = (typeof networkKinds)[number];

/** What is known of the network behind a public address. Nothing in it names one household. */
export type Network = {
  /** ISO 3166, null where nobody says. */
  country: string | null;
  /** Number and name of the autonomous system that announces it. */
  asn: number | null;
  operator: string | null;
  kind: NetworkKind;
};

/** Where addresses are looked up, without a call to anybody. */
export type Networks = {
  /** Null for an address of no public network (loopback, private, malformed): nothing can be said of it. */
  find(address: string): Promise<Network | null>;
};
