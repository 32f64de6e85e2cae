import { asciiHost } from './domain-name.ts';

/** What an e-mail address says. */
export interface EmailFacts {
  /** The address as one would write to it: trimmed, domain in lower-case ASCII. */
  readonly email: string;
  /** The mailbox behind it, equal for all spellings that reach one person. A key for comparison, not to write to. */
  readonly email_norm: string;
  readonly domain: string;
  /** Whether the domain gives mailboxes to anybody, so that it says nothing about the employer. */
  readonly is_free_mail: boolean;
  /** Whether the mailbox belongs to a function (`info@`), so that it says nothing about the person. */
  readonly is_role_account: boolean;
}

/** Domains of one provider under which the same mailbox answers. */
const sameMailbox: Readonly<Record<string, string>> = {
  'googlemail.com': 'gmail.com',
  'me.com': 'icloud.com',
  'mac.com': 'icloud.com',
  'protonmail.com': 'proton.me',
  'pm.me': 'proton.me',
  'protonmail.ch': 'proton.me',
  'ya.ru': 'yandex.ru',
  'yandex.com': 'yandex.ru',
  'yandex.by': 'yandex.ru',
  'yandex.kz': 'yandex.ru',
  'yandex.ua': 'yandex.ru',
  'tuta.io': 'tuta.com',
  'tutanota.com': 'tuta.com',
};

const freeMail: ReadonlySet<string> = new Set(
  `gmail.com outlook.com hotmail.com hotmail.co.uk hotmail.fr live.com msn.com yahoo.com yahoo.co.uk yahoo.co.jp yahoo.fr
  yahoo.de yahoo.es yahoo.it yahoo.com.br yahoo.co.in ymail.com rocketmail.com icloud.com proton.me tuta.com aol.com gmx.de
  gmx.net gmx.com gmx.at gmx.ch web.de t-online.de freenet.de mail.com mail.ru bk.ru list.ru inbox.ru yandex.ru
  rambler.ru qq.com 163.com 126.com sina.com foxmail.com naver.com daum.net hanmail.net orange.fr free.fr wanadoo.fr
  laposte.net sfr.fr libero.it virgilio.it tin.it wp.pl o2.pl onet.pl interia.pl seznam.cz email.cz centrum.cz
  fastmail.com zoho.com hey.com rediffmail.com uol.com.br bol.com.br terra.com.br btinternet.com sky.com comcast.net
  verizon.net att.net bigpond.com telenet.be skynet.be ziggo.nl kpnmail.nl bluewin.ch`.split(/\s+/),
);

const roleAccounts: ReadonlySet<string> = new Set(
  `info sales support contact hello office admin team mail billing accounts accounting hr jobs careers press marketing
  enquiries inquiries service help helpdesk webmaster postmaster noreply no-reply kontakt buero vertrieb einkauf ventas
  contacto commercial purchasing reception orders`.split(/\s+/),
);

const localPart = /^[^\s@<>()[\],;:\\"]{1,64}$/u;

/**
 * Reads an e-mail address, also as `Name <a@b.example>` or `mailto:`; undefined when it is none.
 *
 * `email_norm` drops case and `+tags` (everywhere, since nearly all providers deliver them to the base mailbox), dots at
 * Gmail, `-keywords` at Yahoo, and resolves a provider's second domains.
 */
export function normaliseEmail(text: string): EmailFacts | undefined {
  const trimmed = text.trim();
  const bracketed = /<([^<>]+)>\s*$/.exec(trimmed)?.[1] ?? trimmed;
  const address = bracketed.replace(/^mailto:/i, '').trim();
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at).normalize('NFC');
  const domain = at < 1 ? undefined : asciiHost(address.slice(at + 1));
  if (domain === undefined || !localPart.test(local) || /^\.|\.$|\.\./.test(local)) return undefined;
  const home = sameMailbox[domain] ?? domain;
  // what stood before a tag may end in a dot, which no mailbox does
  const mailbox = mailboxOf(local.toLowerCase(), home).replace(/\.+$/, '');
  return {
    email: `${local}@${domain}`,
    email_norm: `${mailbox}@${home}`,
    domain,
    is_free_mail: freeMail.has(home),
    is_role_account: roleAccounts.has(mailbox),
  };
}

/**
 * A text that may be an e-mail address or its domain, with the domain in the ASCII form in which addresses are kept:
 * `a@münchen.example` → `a@xn--mnchen-3ya.example`. The mailbox stays as it is, and so does what is no address.
 */
export function asciiAddress(text: string): string {
  const at = text.lastIndexOf('@') + 1;
  const domain = text.slice(at);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant
  if (/^[\u0000-\u007f]*$/.test(domain)) return text;
  return text.slice(0, at) + (asciiHost(domain) ?? domain);
}

function mailboxOf(local: string, domain: string): string {
  const base = local.replace(/(?<=.)\+.*$/, '');
  if (domain === 'gmail.com') return base.replaceAll('.', '') || base;
  if (domain === 'yandex.ru') return base.replaceAll('.', '-');
  if (/^(?:yahoo|ymail|rocketmail)\./.test(domain)) return base.replace(/(?<=.)-.*$/, '');
  return base;
}
