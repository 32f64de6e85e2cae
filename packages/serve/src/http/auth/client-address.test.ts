/** Holds whose address counts behind which proxies. */
import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { createClientAddress } from './client-address.ts';

function requestFrom(address: string, headers: Readonly<Record<string, string>> = {}): IncomingMessage {
  const socket = Object.defineProperty(new Socket(), 'remoteAddress', { value: address });
  return Object.assign(new IncomingMessage(socket), { headers });
}

describe('the address of a client', () => {
  it.each([
    ['203.0.113.9', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2:ffff::1', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ])('%s counts as %s', (address, counted) => {
    expect(createClientAddress([]).of(requestFrom(address))).toBe(counted);
  });

  it('is not what a stranger claims', () => {
    const forwarded = { 'x-forwarded-for': '198.51.100.1' };
    expect(createClientAddress([]).of(requestFrom('203.0.113.9', forwarded))).toBe('203.0.113.9');
    expect(createClientAddress(['10.0.0.0/8']).of(requestFrom('203.0.113.9', forwarded))).toBe('203.0.113.9');
  });

  it.each([
    ['198.51.100.1', '198.51.100.1'],
    ['1.1.1.1, 198.51.100.1', '198.51.100.1'],
    ['1.1.1.1, 198.51.100.1, 10.1.2.3', '198.51.100.1'],
    ['2001:db8::7, ::ffff:10.9.9.9', '2001:db8:0:0::/64'],
    ['198.51.100.1, rubbish', '10.0.0.1'],
    ['', '10.0.0.1'],
  ])('behind trusted proxies is the last that they did not vouch for: %s', (forwarded, counted) => {
    const address = createClientAddress(['10.0.0.0/8', 'fd00::/8', '192.0.2.1']);
    expect(address.of(requestFrom('10.0.0.1', { 'x-forwarded-for': forwarded }))).toBe(counted);
  });

  it.each([
    '10.0.0.0/33',
    'proxy.example',
    '10.0.0.0/8/8',
    '10.0.0.0/x',
    '10.0.0.0/',
    '10.0.0.0/-1',
    '10.0.0.0/08',
    '::/1e1',
    '',
  ])('cannot be trusted as "%s"', (text) => {
    expect(() => createClientAddress([text])).toThrow('PATCHBAY_TRUSTED_PROXIES');
  });

  it('is local only for programs of this machine, and not for what they forward', () => {
    const { isLocal } = createClientAddress(['127.0.0.1']);
    expect(isLocal(requestFrom('127.0.0.1'))).toBe(true);
    expect(isLocal(requestFrom('::ffff:127.0.0.1'))).toBe(true);
    expect(isLocal(requestFrom('::1'))).toBe(true);
    expect(isLocal(requestFrom('203.0.113.9'))).toBe(false);
    for (const name of ['x-forwarded-for', 'forwarded', 'x-real-ip'])
      expect(isLocal(requestFrom('127.0.0.1', { [name]: '203.0.113.9' }))).toBe(false);
  });
});
