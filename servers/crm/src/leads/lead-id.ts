/** The lead that a URI or an argument names; 0, which no lead has, for what is no id of a lead. */
export function leadIdOf(text = ''): number {
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : 0;
}
