import { notFound } from '@patchbay/core';

/** The lead that a URI or an argument names. @throws ToolError `not_found` for what is no id of a lead. */
export function leadIdOf(text = ''): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw notFound('The id of a lead is a number.', { hint: 'Find the lead with search_leads.' });
}
