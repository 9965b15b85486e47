import { lookup as lookUpName, Resolver } from "node:dns/promises";
import { isIP } from "node:net";
import { hostOf, isPublicAddress } from "./addresses.ts";

/** An address of a host. */
export interface Address {
  address: string;
  family: 4 | 6;
}

/** Why nothing was sent: the text is shown to the admin. */
export class Unsendable extends Error {}

const DNS_TIMEOUT_MILLISECONDS = 2_000;
const DNS_MAX_TRIES = 2;

/**
 * Resolves the host of a URL once.
 * @param isPrivateAllowed whether addresses that are not public may be sent to
 * @returns its addresses, all of which may be sent to
 * @throws Unsendable where there is none, or where one of them is private
 */
export async function resolveHost(url: URL, isPrivateAllowed: boolean): Promise<Address[]> {
  const host = hostOf(url);
  const addresses = isIP(host) ? [toAddress(host)] : await resolveName(host);
  const refused = isPrivateAllowed ? undefined : addresses.find(({ address }) => !isPublicAddress(address));
  if (refused) throw new Unsendable(`${host} leads to ${refused.address}, which is not a public address`);
  return addresses;
}

const toAddress = (address: string): Address => ({ address, family: isIP(address) === 6 ? 6 : 4 });

/**
 * Asks name servers by a resolver of its own: the system's occupies one of few threads for as long as a name server is
 * silent. The system is asked for what only it knows, such as the names in /etc/hosts.
 */
async function resolveName(host: string): Promise<Address[]> {
  const resolver = new Resolver({ timeout: DNS_TIMEOUT_MILLISECONDS, tries: DNS_MAX_TRIES });
  const answers = host.includes(".")
    ? await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)])
    : [];
  const found = answers.flatMap((answer) => (answer.status === "fulfilled" ? answer.value : []));
  if (found.length > 0) return found.map(toAddress);
  const failures = answers.map((answer) =>
    answer.status === "rejected" ? Object(answer.reason).code : undefined,
  );
  if (failures.some((code) => code === "ETIMEOUT" || code === "ECONNREFUSED")) {
    throw new Unsendable(`no name server answered for ${host}`);
  }
  try {
    return (await lookUpName(host, { all: true })).map(({ address }) => toAddress(address));
  } catch {
    throw new Unsendable(`${host} has no address`);
  }
}
