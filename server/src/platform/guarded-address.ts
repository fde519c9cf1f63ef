import { lookup } from 'node:dns/promises'
import { BlockList, isIPv6 } from 'node:net'

/** The name leads nowhere, or to where nobody may be sent. */
export class AddressFailed extends Error {
  override readonly name = 'AddressFailed'
  readonly because: 'unreachable' | 'addressRefused'
  readonly host: string

  constructor(because: AddressFailed['because'], host: string, cause?: unknown) {
    super(`${because} ${host}`, { cause })
    this.because = because
    this.host = host
  }
}

/**
 * An administrator of an office says where data are fetched and who signs people in, and must not come by that to what only this machine and its network may reach
 * (databases, other programs, the cloud's own services). So a name is resolved here, its addresses are looked at, and the connection goes to the
 * address that was looked at: what the name says a moment later does not matter. Inner hosts are allowed by who runs the machine (FEED_PRIVATE_HOSTS).
 */
export async function guardedAddress(
  host: string,
  port: number,
  allowedHosts: readonly string[],
): Promise<{ readonly address: string; readonly family: number }> {
  const name = host.replace(/^\[(.*)\]$/u, '$1').toLowerCase()
  const found = await lookup(name, { all: true }).catch((error: unknown) => {
    throw new AddressFailed('unreachable', name, error)
  })
  if (!isAllowedInner(name, port, allowedHosts) && found.some(({ address }) => isInner(address)))
    throw new AddressFailed('addressRefused', name)

  const [first] = found
  if (first === undefined) throw new AddressFailed('unreachable', name)
  return first
}

/** Whether who runs the machine has allowed this inner host, or one door of it. */
export const isAllowedInner = (name: string, port: number, allowedHosts: readonly string[]): boolean =>
  allowedHosts.some((allowed) => allowed.toLowerCase() === name.toLowerCase() || allowed.toLowerCase() === `${name.toLowerCase()}:${port}`)

/** Whether an address leads to this machine, to a private or reserved network, or wraps one that does. */
export function isInner(address: string): boolean {
  if (!isIPv6(address)) return inner.check(address, 'ipv4')
  return inner.check(address, 'ipv6') || wrappedV4(address).some((one) => inner.check(one, 'ipv4'))
}

// IANA's registries of special-purpose addresses, all that is not globally reachable.
const inner = new BlockList()
for (const net of [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
  '::/127',
  '100::/64',
  '2001::/23',
  '2001:db8::/32',
  '3fff::/20',
  '5f00::/16',
  'fc00::/7',
  'fe80::/9',
  'ff00::/8',
]) {
  const [address = '', bits] = net.split('/')
  inner.addSubnet(address, Number(bits), isIPv6(address) ? 'ipv6' : 'ipv4')
}

/** IPv4 addresses inside an IPv6 one: mapped, compatible, of NAT64 (the last 32 bits) and of 6to4 (the bits after 2002). */
function wrappedV4(address: string): readonly string[] {
  const groups = groupsOf(address)
  const dotted = (high: number, low: number): string => [high >> 8, high & 255, low >> 8, low & 255].join('.')
  const [a = 0, b = 0, c = 0] = groups
  if (a === 0x20_02) return [dotted(b, c)]
  const startsAsOne = groups.slice(0, 5).every((group) => group === 0) || (a === 0x64 && b === 0xff_9b)
  return startsAsOne ? [dotted(groups[6] ?? 0, groups[7] ?? 0)] : []
}

function groupsOf(address: string): readonly number[] {
  const [plain = ''] = address.split('%')
  const hex = plain.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/u, (_all, a: string, b: string, c: string, d: string) =>
    [Number(a) * 256 + Number(b), Number(c) * 256 + Number(d)].map((group) => group.toString(16)).join(':'),
  )
  const [head = '', tail] = hex.split('::')
  const numbers = (text: string): number[] => (text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16)))
  if (tail === undefined) return numbers(head)
  const [before, after] = [numbers(head), numbers(tail)]
  return [...before, ...Array.from({ length: 8 - before.length - after.length }, () => 0), ...after]
}
