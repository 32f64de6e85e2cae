/** Makes of a value what somebody may see who may not see it: never given null, which stays null. */
export type Mask = (value: unknown) => unknown;

/** The masks that every policy knows: what remains tells two rows apart for a reader, and no more. */
export const standardMasks = {
  email: (value) => maskEmail(String(value)),
  phone: (value) => maskPhone(String(value)),
  amount: (value) => (typeof value === 'number' ? maskAmount(value) : covered),
  prefix: (value) => `${[...String(value)].slice(0, 2).join('')}${covered}`,
  text: () => covered,
} as const satisfies Readonly<Record<string, Mask>>;

/** The name of a standard mask. */
export type StandardMask = keyof typeof standardMasks;

const covered = '***';

/** `ada.lovelace@example.com` → `a***@example.com`. */
function maskEmail(email: string): string {
  const at = email.lastIndexOf('@');
  if (at < 1) return covered;
  return `${[...email][0] ?? ''}${covered}@${email.slice(at + 1)}`;
}

/** A telephone number by its last two digits. */
function maskPhone(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  return digits.length < 6 ? covered : `${covered}${digits.slice(-2)}`;
}

/** An amount by its first digit: 4 812 300 → 5 000 000, of the same magnitude but nobody's figure. */
function maskAmount(amount: number): number {
  if (amount === 0 || !Number.isFinite(amount)) return 0;
  const unit = 10 ** Math.floor(Math.log10(Math.abs(amount)));
  return Math.round(amount / unit) * unit;
}
