/** Holds the form of keys: what is in one, and which texts are none. */
import { describe, expect, it } from 'vitest';
import { digestBytes, digestToken, mintToken, readToken, tokenShape } from './key-token.ts';

describe('a key', () => {
  it('names its server and its id, and has the length that all keys of the server have', () => {
    const keys = Array.from({ length: 200 }, () => mintToken('weather'));
    for (const { id, token } of keys) {
      expect(token).toMatch(/^pb_weather_[0-9A-Za-z]{8}_[0-9A-Za-z]{38}$/);
      expect(token).toHaveLength(tokenShape('weather').length);
      expect(readToken('weather', token)).toEqual({ id });
    }
    expect(new Set(keys.map(({ token }) => token)).size).toBe(200);
  });

  it('is told from its every typing error', () => {
    const { token } = mintToken('crm');
    for (let at = tokenShape('crm').idStart; at < token.length; at += 1) {
      const other = token[at] === 'x' ? 'y' : 'x';
      const wrong = token.slice(0, at) + other + token.slice(at + 1);
      expect(readToken('crm', wrong), wrong).toHaveProperty('problem');
    }
    expect(readToken('crm', token.slice(0, -1))).toEqual({ problem: 'malformed' });
    expect(readToken('crm', `${token}x`)).toEqual({ problem: 'malformed' });
    expect(readToken('weather', token)).toEqual({ problem: 'malformed' });
    expect(readToken('crm', '')).toEqual({ problem: 'malformed' });
  });

  it('has a digest that needs the pepper it was made with', () => {
    const { token } = mintToken('crm');
    expect(digestToken(token, undefined)).toMatch(/^sha256:[0-9a-f]{64}$/);
    const peppered = digestToken(token, 'p'.repeat(32));
    expect(peppered).toMatch(/^hmac-sha256:[0-9a-f]{64}$/);
    const hex = peppered.split(':')[1];
    expect(digestBytes(token, 'hmac-sha256', 'p'.repeat(32)).toString('hex')).toBe(hex);
    expect(digestBytes(token, 'hmac-sha256', 'q'.repeat(32)).toString('hex')).not.toBe(hex);
    expect(digestBytes(token, 'hmac-sha256', undefined).toString('hex')).not.toBe(hex);
  });
});
