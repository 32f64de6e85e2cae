/** How a masked value looks. */
export type MaskKind = 'email' | 'phone' | 'money' | 'name' | 'place' | 'text';

const kinds: Readonly<Record<string, MaskKind>> = {
  email: 'email',
  phone_e164: 'phone',
  amount_minor: 'money',
  annual_revenue_minor: 'money',
  subtotal_minor: 'money',
  tax_minor: 'money',
  total_minor: 'money',
  last_name: 'name',
  postal_code: 'place',
};

/** Masks the value of a field: what remains tells two records apart for a reader, and no more. Null stays null. */
export function maskValue(field: string, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  return maskers[kinds[field] ?? 'text'](value);
}

const maskers: Readonly<Record<MaskKind, (value: unknown) => unknown>> = {
  email: (value) => maskEmail(String(value)),
  phone: (value) => maskPhone(String(value)),
  money: (value) => (typeof value === 'number' ? maskMoney(value) : '***'),
  name: (value) => `${[...String(value)][0] ?? ''}***`,
  place: (value) => `${String(value).slice(0, 2)}***`,
  text: () => '***',
};

/** `ada.lovelace@example.com` → `a***@example.com`. */
function maskEmail(email: string): string {
  const at = email.lastIndexOf('@');
  if (at < 1) return '***';
  const domain = email.slice(at + 1);
  return `${[...email][0] ?? ''}***@${domain}`;
}

/** A telephone number by its last two digits. */
function maskPhone(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  return digits.length < 6 ? '***' : `***${digits.slice(-2)}`;
}

/** An amount by its first digit: 4 812 300 → 5 000 000, of the same magnitude but nobody's figure. */
function maskMoney(minor: number): number {
  if (minor === 0 || !Number.isFinite(minor)) return 0;
  const unit = 10 ** Math.floor(Math.log10(Math.abs(minor)));
  return Math.round(minor / unit) * unit;
}
