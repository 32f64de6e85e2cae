/** What a stored server says of the data of its demonstration. */
export const syntheticNotice = 'SYNTHETIC demo data: everything in it is invented';

/** The same as a member of a server's definition. */
export function storeSynthetic({ demo }: { readonly demo: boolean }): string | undefined {
  return demo ? syntheticNotice : undefined;
}
