import { z } from 'zod';

/**
 * A text that identifies something, of 1 to `max` characters, blanks around it aside.
 *
 * Stores keep texts in UTF-8, where all halves of surrogate pairs are one character: two identifiers would become one.
 */
export function identifier(max: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((text) => text.isWellFormed(), 'must be well-formed Unicode, without half a surrogate pair');
}
