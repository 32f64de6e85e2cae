import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normaliseDomain } from './domain-name.ts';
import { normaliseEmail } from './email.ts';
import { splitFullName } from './person-name.ts';

test.each([
  ['Ada.Lovelace+crm@GoogleMail.com', 'adalovelace@gmail.com'],
  ['"Ada" <ADA@Example.COM>', 'ada@example.com'],
  ['mailto:ada+x+y@example.com', 'ada@example.com'],
  ['ada@münchen.de', 'ada@xn--mnchen-3ya.de'],
  ['a.b@ya.ru', 'a-b@yandex.ru'],
  ['ada-shop@yahoo.co.uk', 'ada@yahoo.co.uk'],
  ['a.d.a@example.com', 'a.d.a@example.com'],
  ['+tag@example.com', '+tag@example.com'],
])('%s reaches the mailbox %s', (text, mailbox) => {
  expect(normaliseEmail(text)?.email_norm).toBe(mailbox);
});

test.each([
  '',
  'ada',
  '@example.com',
  'ada@',
  'ada@localhost',
  'a b@example.com',
  'ada@exa mple.com',
  '.ada@example.com',
  'ada@-x.com',
  'ada@1.2.3.4',
])('“%s” is no e-mail address', (text) => {
  expect(normaliseEmail(text)).toBeUndefined();
});

test('an address says whether it is private or belongs to a function', () => {
  expect(normaliseEmail('ada@gmail.com')).toMatchObject({ is_free_mail: true, is_role_account: false });
  expect(normaliseEmail('info+shop@example.com')).toMatchObject({
    is_free_mail: false,
    is_role_account: true,
  });
});

test('normalising an address twice is the same as once', () => {
  fc.assert(
    fc.property(fc.emailAddress(), (address) => {
      const once = normaliseEmail(address)?.email_norm;
      if (once !== undefined) expect(normaliseEmail(once)?.email_norm).toBe(once);
    }),
  );
});

test.each([
  ['https://www.sales.acme.co.uk/path?x=1', 'acme.co.uk'],
  ['ADA@Mail.Example.COM', 'example.com'],
  ['acme.com:8080', 'acme.com'],
  ['one.github.io', 'one.github.io'],
  ['http://user:pw@münchen.de#x', 'xn--mnchen-3ya.de'],
])('%s belongs to %s', (text, domain) => {
  expect(normaliseDomain(text)).toBe(domain);
});

test.each(['', 'localhost', '192.168.0.1', 'http://[::1]/', 'acme', 'co.uk', 'a b.com'])(
  '“%s” has no domain',
  (text) => {
    expect(normaliseDomain(text)).toBeUndefined();
  },
);

test.each([
  ['Ada Lovelace', 'Ada', 'Lovelace'],
  ['Lovelace, Ada', 'Ada', 'Lovelace'],
  ['Anna van der Berg', 'Anna', 'van der Berg'],
  ['Sammy Davis Jr.', 'Sammy', 'Davis Jr.'],
  ['Prince', '', 'Prince'],
  ['', '', ''],
])('%s is taken apart', (name, first_name, last_name) => {
  expect(splitFullName(name)).toEqual({ first_name, last_name });
});
