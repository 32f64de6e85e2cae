import { noLead } from './refusals.ts';

/** The lead that a URI names. @throws ToolError `not_found` that repeats what is no id of a lead. */
export function leadIdOf(text = ''): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw noLead(text);
}
