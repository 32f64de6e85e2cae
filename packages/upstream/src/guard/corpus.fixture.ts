import { readFileSync } from 'node:fs';

/** One address of the corpus: why it is refused, and what made it so. */
export interface RefusedAddress {
  readonly reason: string;
  readonly detail: string;
  readonly address: string;
}

/** Every spelling that must be refused. */
export function refusedAddresses(): readonly RefusedAddress[] {
  let section = { reason: '', detail: '' };
  const found: RefusedAddress[] = [];
  for (const line of linesOf('refused-addresses')) {
    const [, reason, detail] = /^\[(\w+) ([^\]]+)\] /.exec(line) ?? [];
    if (reason !== undefined && detail !== undefined) section = { reason, detail };
    else found.push({ ...section, address: unescaped(line) });
  }
  return found;
}

/** Addresses that nothing is wrong with. */
export function publicAddresses(): readonly string[] {
  return linesOf('public-addresses');
}

function linesOf(name: string): readonly string[] {
  const text = readFileSync(new URL(`${name}.fixture.txt`, import.meta.url), 'utf8');
  return text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}

/** Characters that an editor would change stand as `\u0009`. */
function unescaped(line: string): string {
  return line.replace(/\\u([\da-f]{4})/g, (_match, code) => String.fromCharCode(Number.parseInt(code, 16)));
}
