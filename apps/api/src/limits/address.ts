import { BlockList, isIPv4, isIPv6, SocketAddress } from "node:net";

/* The client's address: the connection's, unless a trusted proxy reports another one. */

/** The trusted part of `X-Forwarded-For`: a number of proxies, or the proxies at these addresses. */
export type TrustedProxies = number | BlockList;

/** The last entries of `X-Forwarded-For`; a longer chain is not made by trusted proxies. */
const FORWARDED_MAX_ENTRIES = 32;
/** The address of clients whose proxy reports none; all of them count as one remote client. */
const UNKNOWN_ADDRESS = "unreadable";
const MAPPED_IPV4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/;

/**
 * The address of a request's client, or `UNKNOWN_ADDRESS`.
 * @param peer the address of the connection's other end
 * @param forwardedFor the request's `X-Forwarded-For`, to which each proxy appends its client's address
 */
export function clientAddress(
  peer: string,
  forwardedFor: string | undefined,
  trusted: TrustedProxies | undefined,
): string {
  const own = plainAddress(peer);
  if (trusted === undefined || forwardedFor === undefined) return own;
  const entries = forwardedFor.split(",").slice(-FORWARDED_MAX_ENTRIES).map(addressOf);
  if (typeof trusted === "number") return entries.at(-trusted) ?? entries[0] ?? own;
  let address = own;
  while (address !== UNKNOWN_ADDRESS && isListed(trusted, address)) {
    const before = entries.pop();
    if (before === undefined) break;
    address = before;
  }
  return address;
}

/**
 * The group under which an address is counted: the IPv4 address itself, or the network of an IPv6 one (its first 64
 * bits), because a provider gives that to one customer.
 */
export function addressGroup(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = "", tail] = address.split("%", 1)[0]?.split("::") ?? [];
  const first = head ? head.split(":") : [];
  const last = tail ? tail.split(":") : [];
  const missing = tail === undefined ? 0 : Math.max(0, 8 - first.length - last.length);
  const groups = [...first, ...Array<string>(missing).fill("0"), ...last].slice(0, 4);
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(":")}::/64`;
}

/** Whether a connection's other end is a trusted proxy. Where proxies are counted, every peer is one. */
export const isTrustedProxy = (peer: string, trusted: TrustedProxies | undefined): boolean =>
  typeof trusted === "number" || (trusted !== undefined && isListed(trusted, plainAddress(peer)));

/** Whether an address is a loopback address. */
export const isLoopback = (address: string) => address === "::1" || address.startsWith("127.");

/** An address in its shortest form. Dual-stack sockets show IPv4 as IPv6; it becomes IPv4 again. */
export function plainAddress(address: string): string {
  if (!isIPv6(address)) return address;
  const shortest = new SocketAddress({ address, family: "ipv6" }).address;
  return MAPPED_IPV4.exec(shortest)?.[1] ?? shortest;
}

/** The address of an entry, without port and brackets; `UNKNOWN_ADDRESS` if there is none. */
function addressOf(entry: string): string {
  const text = entry.trim();
  const bare = /^\[([^\]]+)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;
  const address = plainAddress(bare);
  return isIPv4(address) || isIPv6(address) ? address : UNKNOWN_ADDRESS;
}

const isListed = (list: BlockList, address: string) => list.check(address, isIPv6(address) ? "ipv6" : "ipv4");

/**
 * Parses `TRUST_PROXY`: a number of proxies, or a list of addresses and networks.
 * @returns undefined if it is neither, or if a network is all of the internet
 */
export function parseTrustedProxies(text: string): TrustedProxies | undefined {
  if (/^\d{1,2}$/.test(text)) return Number(text) > 0 ? Number(text) : undefined;
  const list = new BlockList();
  for (const item of text.split(",")) {
    const [address = "", bits, ...more] = item.trim().split("/");
    const isSix = isIPv6(address);
    if ((!isSix && !isIPv4(address)) || more.length > 0) return undefined;
    const widest = isSix ? 128 : 32;
    if (bits !== undefined && !(/^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= widest)) {
      return undefined;
    }
    list.addSubnet(address, bits === undefined ? widest : Number(bits), isSix ? "ipv6" : "ipv4");
  }
  return list;
}
