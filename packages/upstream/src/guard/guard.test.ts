import { expect, it } from 'vitest';
import { classifyAddress } from './address-class.ts';
import { publicAddresses, refusedAddresses } from './corpus.fixture.ts';
import { createGuard, type GuardOptions } from './guard.ts';
import { isLiteral, plainHost } from './names.ts';
import { GuardRefusal } from './refusal.ts';

const open = createGuard({ allow: 'public' });

function refusalOf(check: () => unknown): GuardRefusal | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    if (error instanceof GuardRefusal) return error;
    throw error;
  }
}

function verdict(options: GuardOptions, address: string): string {
  return refusalOf(() => createGuard(options).checkUrl(address))?.reason ?? 'allowed';
}

it.each(refusedAddresses())('refuses $address', ({ reason, detail, address }) => {
  expect(refusalOf(() => open.checkUrl(address))).toMatchObject({ reason, detail });
});

it.each(publicAddresses())('lets through %s', (address) => {
  expect(refusalOf(() => open.checkUrl(address))).toBeUndefined();
});

it('knows enough spellings to mean anything', () => {
  expect(refusedAddresses().length).toBeGreaterThan(250);
  expect(publicAddresses().length).toBeGreaterThan(50);
});

it('refuses a name one of whose answers is refused, whatever the others are', () => {
  const literals = refusedAddresses().flatMap(({ reason, address }) => {
    const host = plainHost(URL.parse(address)?.hostname ?? '') ?? '';
    return reason === 'not_public' && isLiteral(host) ? [host] : [];
  });
  expect(new Set(literals).size).toBeGreaterThan(100);
  for (const literal of literals) {
    const refusal = refusalOf(() => open.checkAnswers('a.example.org', ['8.8.8.8', literal, '2606:4700::1']));
    expect(refusal, literal).toMatchObject({ reason: 'not_public', detail: classifyAddress(literal) });
  }
  expect(refusalOf(() => open.checkAnswers('a.example.org', ['8.8.8.8', '2606:4700::1']))).toBeUndefined();
});

it.each(['', 'example.org', '127.1', '0x7f000001', 'fe80::1%eth0', '::ffff:1.2.3', '1.2.3.4 '])(
  'takes nothing for public that is no plain address: %j',
  (text) => {
    expect(classifyAddress(text)).not.toBe('public');
  },
);

it('takes the fragment and the trailing dot off', () => {
  expect(open.checkUrl('https://EXAMPLE.org.:443/a?b#c').href).toBe('https://example.org/a?b');
});

it.each<[string, GuardOptions['allow'], string, string]>([
  ['a host', ['docs.example.org'], 'https://docs.example.org/a', 'allowed'],
  ['a host in another spelling', ['Bücher.example.org'], 'https://xn--bcher-kva.example.org/', 'allowed'],
  ['another host', ['docs.example.org'], 'https://example.org/', 'host_not_allowed'],
  ['a host that only ends alike', ['example.org'], 'https://badexample.org/', 'host_not_allowed'],
  ['a host below', ['example.org'], 'https://a.example.org/', 'host_not_allowed'],
  ['a host below a pattern', ['*.example.org'], 'https://a.b.example.org/', 'allowed'],
  ['the pattern itself', ['*.example.org'], 'https://example.org/', 'host_not_allowed'],
  ['a port that is not named', ['example.org'], 'https://example.org:8443/', 'port'],
  ['a port that is named', ['example.org:8443'], 'https://example.org:8443/', 'allowed'],
  ['another port than the named one', ['example.org:8443'], 'https://example.org/', 'port'],
  ['a local name, named', ['wiki.corp.internal'], 'https://wiki.corp.internal/', 'allowed'],
  ['a local name below a pattern', ['*.corp.internal'], 'https://wiki.corp.internal/', 'not_public'],
  ['a private address, named', ['10.1.2.3'], 'http://10.1.2.3/', 'allowed'],
  ['a private address, named, spelt otherwise', ['10.1.2.3'], 'http://0xa010203/', 'allowed'],
  ['a private address, with a port', ['public', '[::1]:8080'], 'http://[0::1]:8080/', 'allowed'],
  ['the same at another port', ['public', '[::1]:8080'], 'http://[::1]/', 'not_public'],
  ['a public host beside a named one', ['public', '10.1.2.3'], 'https://example.org/', 'allowed'],
  ['a public address that is not named', ['example.org'], 'http://8.8.8.8/', 'host_not_allowed'],
  ['metadata, even named', ['169.254.169.254'], 'http://169.254.169.254/', 'not_public'],
])('a list decides about %s', (_what, allow, address, expected) => {
  expect(verdict({ allow }, address)).toBe(expected);
});

it('holds ports and protocols', () => {
  const options: GuardOptions = { allow: 'public', ports: [443, 8443], protocols: ['https'] };
  expect(verdict(options, 'https://example.org:8443/')).toBe('allowed');
  expect(verdict(options, 'https://example.org:80/')).toBe('port');
  expect(verdict(options, 'http://example.org:443/')).toBe('protocol');
});

it('lets names lead into networks that are opened, but never to metadata', () => {
  const guard = createGuard({ allow: 'public', networks: ['10.1.0.0/16', '169.254.0.0/16', 'fd12::1'] });
  const verdictOf = (address: string) => refusalOf(() => guard.checkAnswers('a.org', [address]))?.detail;
  expect(verdictOf('10.1.2.3')).toBeUndefined();
  expect(verdictOf('fd12::1')).toBeUndefined();
  expect(verdictOf('fd12::2')).toBe('private');
  expect(verdictOf('10.2.0.1')).toBe('private');
  expect(verdictOf('169.254.169.254')).toBe('metadata');
  expect(refusalOf(() => guard.checkUrl('http://10.1.2.3/'))?.detail).toBe('private');
});

it.each([
  '::ffff:169.254.169.254',
  '::ffff:a9fe:a9fe',
  '::169.254.169.254',
  '::ffff:0:a9fe:a9fe',
  '64:ff9b::a9fe:a9fe',
  '64:ff9b:1::a9fe:a9fe',
  '64:ff9b:1:a9fe:a9:fe00::',
  '64:ff9b:1:a9:fe:a9fe::',
  '64:ff9b:1:0:a9:fea9:fe00:0',
  '2002:a9fe:a9fe::1',
  '2001:0:a9fe:a9fe::1',
  '2001:0:1:1::5601:5601',
  'fe80::5efe:a9fe:a9fe',
  'fd64::a9fe:a9fe',
  '::ffff:100.100.100.200',
  '::ffff:168.63.129.16',
])('opens no metadata service in the spelling %s, as a literal or as an answer', (address) => {
  const guard = createGuard({ allow: ['public', `[${address}]`], networks: ['::/0', '0.0.0.0/0', address] });
  const checks = [
    () => guard.checkUrl(`http://[${address}]/`),
    () => guard.checkLiteral(address, 80),
    () => guard.checkAnswers('a.example.org', [address]),
  ];
  for (const check of checks)
    expect(refusalOf(check)).toMatchObject({ reason: 'not_public', detail: 'metadata' });
});

it('lets an opened network hold other embedded addresses', () => {
  const guard = createGuard({ allow: 'public', networks: ['::ffff:0:0/96', '64:ff9b::/96', '2002::/16'] });
  for (const address of ['::ffff:10.0.0.1', '64:ff9b::a00:1', '2002:a00:1::1'])
    expect(refusalOf(() => guard.checkAnswers('a.example.org', [address]))).toBeUndefined();
});

it.each([
  '',
  'http://example.org',
  'example.org/path',
  'a b',
  '*',
  '*.127.0.0.1',
  'a.*.org',
  'u@example.org',
  'a..b',
])('refuses a rule that it cannot read: %j', (entry) => {
  expect(() => createGuard({ allow: [entry] })).toThrow(TypeError);
});

it.each([
  ['127.0.0.1:99999', '99999'],
  ['example.org:0', '0'],
  ['[::1]:65536', '65536'],
  ['*.example.org:123456', '123456'],
])('refuses a rule whose port cannot be: %s', (entry, port) => {
  const message = `${port} is not a port: write a whole number from 1 to 65535.`;
  expect(() => createGuard({ allow: [entry] })).toThrow(new TypeError(message));
  expect(() => createGuard({ allow: 'public', ports: [Number(port)] })).toThrow(new TypeError(message));
});

it('reads the last port', () => {
  expect(verdict({ allow: ['example.org:65535'] }, 'https://example.org:65535/')).toBe('allowed');
});

it.each(['010.0.0.1', '0x7f.1', '127.1', '2130706433'])(
  'refuses %s in a list, which has two readings',
  (entry) => {
    expect(() => createGuard({ allow: [entry] })).toThrow(TypeError);
  },
);

it.each([
  '10.0.0.0/99',
  '10/8',
  '10.1/16',
  '012.0.0.0/8',
  '0x0a.0.0.0/8',
  '10.0.0.0/08',
  '10.0.0.0/',
  '10.0.0.0/8/8',
  '167772160/8',
  'fd00::/129',
  'fe80::1%eth0',
  'fd00::/-1',
  ' 10.0.0.0/8',
  'example.org',
  '',
])('refuses a network that it cannot read: %j', (network) => {
  expect(() => createGuard({ allow: 'public', networks: [network] })).toThrow(
    new TypeError(`"${network}" is not a network: write an address or a range, such as 10.1.0.0/16.`),
  );
});

it.each([
  ['10.1.2.3/8', '10.0.0.0/8', '10.1.2.3'],
  ['10.1.0.0/15', '10.0.0.0/15', '10.1.0.0'],
  ['fd12:3456::1/32', 'fd12:3456::/32', 'fd12:3456::1'],
])('refuses a network that begins inside its range, %s, and names %s', (network, whole, alone) => {
  expect(() => createGuard({ allow: 'public', networks: [network] })).toThrow(
    new TypeError(`"${network}" begins inside its range: write ${whole}, or ${alone} alone.`),
  );
});

it.each(['10.0.0.0/8', '10.1.2.3', '0.0.0.0/0', 'fd00::/8', '::ffff:10.0.0.0/104', 'fd12::1'])(
  'reads the network %s',
  (network) => {
    expect(() => createGuard({ allow: 'public', networks: [network] })).not.toThrow();
  },
);
