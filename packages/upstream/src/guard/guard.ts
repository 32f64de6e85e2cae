import { isIP } from 'node:net';
import { classifyAddress, parseNetwork } from './address-class.ts';
import { isLiteral, isLocalName, isMetadata, plainHost } from './names.ts';
import { GuardRefusal } from './refusal.ts';

/** Which addresses callers may name. */
export interface GuardOptions {
  /**
   * `'public'`, or a list of hosts: `docs.example.org`, `*.example.org` (everything below it, not itself), with a port
   * where it is not one of `ports` (`docs.example.org:8443`), an address literal, and `public` for all the rest.
   * A literal in the list is let through whatever it is for.
   */
  readonly allow: 'public' | readonly string[];
  /** Networks that are not public and that allowed names may lead to, such as `10.1.0.0/16`. Default none. */
  readonly networks?: readonly string[] | undefined;
  /** Default 80 and 443. */
  readonly ports?: readonly number[] | undefined;
  /** Default both. */
  readonly protocols?: readonly ('https' | 'http')[] | undefined;
}

/** Decides about addresses; every refusal is a thrown `GuardRefusal`. */
export interface Guard {
  /** Checks what can be known without asking anybody; gives back the URL without fragment and trailing dot. */
  checkUrl(address: string | URL): URL;
  /** Checks an address that is about to be connected to without having been looked up. */
  checkLiteral(address: string, port: number): void;
  /** Checks every address that a name resolved to. */
  checkAnswers(name: string, addresses: readonly string[]): void;
}

interface Rule {
  readonly host: string;
  readonly port: number | undefined;
  readonly isWildcard: boolean;
}

const maxLength = 2_048;

/** Builds a guard. Throws `TypeError` for a rule, a network or a port that it cannot read. */
export function createGuard(options: GuardOptions): Guard {
  const entries = [options.allow].flat();
  const rules = entries.filter((entry) => entry !== 'public').map(parseRule);
  const isOpen = entries.includes('public');
  const networks = (options.networks ?? []).map(parseNetwork);
  const ports = new Set((options.ports ?? [80, 443]).map(checkPort));
  const protocols = new Set((options.protocols ?? ['https', 'http']).map((name) => `${name}:`));

  const checkHost = (host: string, port: number): void => {
    const matching = rules.filter((rule) => isMatch(rule, host));
    const fits = ({ port: own }: Rule): boolean => (own === undefined ? ports.has(port) : own === port);
    const rule = matching.find(fits);
    if (isLiteral(host) && isMetadata(host)) throw new GuardRefusal('not_public', 'metadata', host);
    if (!rule && !isOpen)
      throw new GuardRefusal(matching.length > 0 ? 'port' : 'host_not_allowed', 'rule', host);
    if (!rule || rule.isWildcard) checkUnnamed(host);
    if (!rule && !ports.has(port)) throw new GuardRefusal('port', `${port}`, host);
  };
  return {
    checkUrl: (address) => {
      const url = parseAddress(address);
      if (!protocols.has(url.protocol)) throw new GuardRefusal('protocol', url.protocol);
      const host = plainHost(url.hostname);
      if (host === undefined) throw new GuardRefusal('malformed', 'empty label');
      if (url.username || url.password) throw new GuardRefusal('credentials', 'userinfo', host);
      checkHost(host, portOf(url));
      url.hash = '';
      if (!isLiteral(host)) url.hostname = host;
      return url;
    },
    checkLiteral: checkHost,
    checkAnswers: (name, addresses) => {
      if (addresses.length === 0) throw new GuardRefusal('not_public', 'no address', name);
      for (const address of addresses) {
        const kind = classifyAddress(address);
        const isOpened = kind !== 'metadata' && networks.some((holds) => holds(address));
        if (kind !== 'public' && !isOpened)
          throw new GuardRefusal('not_public', kind, `${name} at ${address}`);
      }
    },
  };
}

/** The port of a URL, said or implied. */
function portOf(url: URL): number {
  if (url.port !== '') return Number(url.port);
  return url.protocol === 'https:' ? 443 : 80;
}

/** What a host must be that the operator has not named exactly. */
function checkUnnamed(host: string): void {
  const kind = isLiteral(host) ? classifyAddress(host) : isLocalName(host) ? 'local name' : 'public';
  if (kind !== 'public') throw new GuardRefusal('not_public', kind, host);
}

function parseAddress(address: string | URL): URL {
  const text = `${address}`;
  // what URL parsers read in different ways, they need not read at all
  if (text.length > maxLength || /[\s\\\p{Cc}]/u.test(text))
    throw new GuardRefusal('malformed', 'characters');
  const url = URL.parse(text);
  if (!url) throw new GuardRefusal('malformed', 'unreadable');
  return url;
}

function isMatch({ host, isWildcard }: Rule, asked: string): boolean {
  return isWildcard ? !isLiteral(asked) && asked.endsWith(`.${host}`) : asked === host;
}

function parseRule(entry: string): Rule {
  const [, star, name = '', port] = /^(\*\.)?(\[[^\]]+\]|[^:/@\s]+)(?::(\d+))?$/.exec(entry) ?? [];
  const url = URL.parse(`http://${name}`);
  const host = url?.pathname === '/' ? plainHost(url.hostname) : undefined;
  if (host === undefined || name === '' || host.includes('*') || (star && isLiteral(host))) {
    throw new TypeError(`"${entry}" is not a host: write example.org, *.example.org or example.org:8443.`);
  }
  // other spellings of IPv4, such as 010.0.0.1, are octal to some programs and decimal to others
  if (isLiteral(host) && isIP(name.replace(/^\[|\]$/g, '')) === 0)
    throw new TypeError(`"${entry}" is not spelt plainly: write ${host} if that is the address.`);
  return {
    host,
    port: port === undefined ? undefined : checkPort(Number(port)),
    isWildcard: star !== undefined,
  };
}

function checkPort(port: number): number {
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new TypeError(`${port} is not a port: write a whole number from 1 to 65535.`);
}
