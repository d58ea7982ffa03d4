import type { NetworkKind } from "./network.ts";

type Operator = { asn: number; name: string };

const numbers = (text: string): ReadonlySet<number> => new Set(text.trim().split(/\s+/).map(Number));

// By number where a name says nothing of the business. Each can be checked in the registries' whois or on bgp.tools.

/** Associations that run exits of the Tor network and little else: F3 Netze, Stiftung Erneuerbare Freiheit, Calyx, Applied Privacy, Emerald Onion, Quintex. */
const torOperators = numbers("205100 60729 4224 208323 396507 62744");

/** Networks that VPN providers rent or own: M247, Datacamp (two), PacketHub (two), 31173 Services (Mullvad), Proton (two), Tefincom. */
const vpnOperators = numbers("9009 60068 212238 147049 136787 39351 62371 209103 207137");

/**
 * Relays that people of any country come through without knowing: Cloudflare (WARP and iCloud Private Relay), Akamai and
 * Fastly (iCloud Private Relay). They hide the country, and hide it for everybody alike.
 */
const relayOperators = numbers("13335 36183 20940 54113");

/** Rented machines: Amazon (two), Google Cloud, Microsoft, DigitalOcean, OVH, Hetzner (three), Akamai Linode, Vultr, Oracle, Alibaba, Tencent, Scaleway, Contabo (two), Leaseweb (five), IONOS, netcup, Strato, Aruba, UpCloud, Hostinger, Namecheap, GoDaddy (two), Rackspace, IBM (SoftLayer), Equinix Metal, Fly.io, ColoCrossing, QuadraNet, Psychz, Servers.com, G-Core, FranTech, Clouvider, Worldstream. */
const hostingOperators = numbers(`16509 14618 396982 8075 14061 16276 24940 213230 212317 63949 20473 31898 45102 132203 12876 51167
  40021 60781 28753 30633 7203 396362 8560 197540 6724 31034 202053 47583 22612 26496 398101 33070 36351 54825 40509 36352 8100
  40676 7979 199524 53667 62240 49981`);

/** Gateways that companies send their own people through. Their names look like hosting. */
const corporateGateways = numbers("22616 53813 62044 55256 54538");

const hostingName =
  /\b(?:hosting|host(?:er|inger|ways?|winds)?|web ?host|vps|dedi(?:cated|path)?|data ?cent(?:er|re)s?|colo(?:cation)?|server(?:s|hub|mania)?|cloud)\b/i;
const vpnName = /\b(?:vpn|mullvad|nordvpn|expressvpn|surfshark|private internet access|anonymi[sz]\w*)\b/i;

/** What the operator of a network does, by its number and else by its name. Pure. A name that says nothing is where people are. */
export function classifyOperator({ asn, name }: Operator): NetworkKind {
  if (torOperators.has(asn)) return "tor";
  if (vpnOperators.has(asn) || vpnName.test(name)) return "vpn";
  if (corporateGateways.has(asn)) return "access";
  if (relayOperators.has(asn)) return "relay";
  return hostingOperators.has(asn) || hostingName.test(name) ? "hosting" : "access";
}
