import { BlockList, isIP } from "node:net";
import { invalidInput } from "@holdfast/contract";

/* Which addresses a webhook may lead to. The special ones are those of IANA's registries, multicast beside them. */

const PREFIXES_OF_IPV4 = [
  ["0.0.0.0", 8], // this network
  ["10.0.0.0", 8], // private
  ["100.64.0.0", 10], // carriers' own, and metadata of some clouds
  ["127.0.0.0", 8], // loopback
  ["169.254.0.0", 16], // link-local, and metadata of most clouds
  ["172.16.0.0", 12], // private
  ["192.0.0.0", 24], // protocols
  ["192.0.2.0", 24], // documentation
  ["192.88.99.0", 24], // 6to4 relays
  ["192.168.0.0", 16], // private
  ["198.18.0.0", 15], // measurements
  ["198.51.100.0", 24], // documentation
  ["203.0.113.0", 24], // documentation
  ["224.0.0.0", 4], // multicast
  ["240.0.0.0", 4], // reserved, and broadcast
] as const;

/** Inside 2000::/3, where all public addresses are. */
const PREFIXES_OF_IPV6 = [
  ["2001::", 23], // protocols, Teredo among them
  ["2001:db8::", 32], // documentation
  ["2002::", 16], // 6to4
  ["3fff::", 20], // documentation
] as const;

/** The prefixes whose last 32 bits are an IPv4 address that packets go to: mapped addresses and NAT64. */
const CARRIERS_OF_IPV4 = [
  ["::ffff:0:0", 96],
  ["64:ff9b::", 96],
] as const;

const special = new BlockList();
for (const [network, bits] of PREFIXES_OF_IPV4) special.addSubnet(network, bits, "ipv4");
for (const [network, bits] of PREFIXES_OF_IPV6) special.addSubnet(network, bits, "ipv6");
const publicIpv6 = new BlockList();
publicIpv6.addSubnet("2000::", 3, "ipv6");

/** Whether an address is one that the whole internet reaches. A text that is no address is not. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address);
  if (version === 4) return !special.check(address, "ipv4");
  if (version !== 6) return false;
  const carried = carriedIpv4(address);
  if (carried !== undefined) return isPublicAddress(carried);
  return publicIpv6.check(address, "ipv6") && !special.check(address, "ipv6");
}

/** The IPv4 address inside a mapped address or one of NAT64. */
function carriedIpv4(address: string): string | undefined {
  const groups = groupsOf(address);
  const isCarrier = CARRIERS_OF_IPV4.some(
    ([network]) => groupsOf(network).slice(0, 6).join() === groups.slice(0, 6).join(),
  );
  if (!isCarrier) return undefined;
  const [high = 0, low = 0] = groups.slice(6);
  return [high >> 8, high & 0xff, low >> 8, low & 0xff].join(".");
}

/** The eight groups of an IPv6 address. */
function groupsOf(address: string): number[] {
  const plain = hostOf(new URL(`http://[${address.replace(/%.*/, "")}]`)); // in hexadecimal, and lower case
  const [left = "", right] = plain.split("::");
  const parse = (part: string) =>
    part.split(":").flatMap((group) => (group ? [Number.parseInt(group, 16)] : []));
  const [before, behind] = [parse(left), parse(right ?? "")];
  return [...before, ...Array<number>(8 - before.length - behind.length).fill(0), ...behind];
}

/** The host of a URL; of an IPv6 address without brackets. */
export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[(.*)\]$/, "$1");

/**
 * Refuses an address that can be seen to be private, or not encrypted. What a name leads to shows when events are sent.
 * @throws INVALID_INPUT
 */
export function requireAllowedUrl(url: string, isPrivateAllowed: boolean): void {
  if (isPrivateAllowed) return;
  const parsed = new URL(url);
  if (parsed.protocol !== "https:") throw invalidInput("url", "must begin with https://");
  const host = hostOf(parsed);
  if (isIP(host) && !isPublicAddress(host)) throw invalidInput("url", "must not lead to a private address");
}
