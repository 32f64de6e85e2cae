import { z } from 'zod';

/**
 * Who wrote a text of an answer, and how it is shown. What says nothing was written by others and is shown as a part of
 * a line, quoted where it could be taken for more.
 */
export type Voice =
  /** Others, as a part of a line that commas divide. */
  | 'item'
  /** Others, in a few words that are always quoted, such as the subject of a message. */
  | 'phrase'
  /** Others, at any length: fenced, in texts and in structures. */
  | 'prose'
  /** Others, in a list or an object that the text prints with `inlineJson`. */
  | 'json'
  /** The server: sentences, and labels that it put together of values that it quoted itself. */
  | 'own';

const voices: ReadonlySet<unknown> = new Set<Voice>(['item', 'phrase', 'prose', 'json', 'own']);

/** The keyword under which JSON Schemas carry it, which clients are not told. */
export const voiceKeyword = 'voice';

const withVoice = (voice: Voice) => z.string().meta({ [voiceKeyword]: voice });

/** A text that others wrote, shown between commas. */
export const item = withVoice('item');
/** A few words that others wrote, always quoted. */
export const phrase = withVoice('phrase');
/** A text of any length that others wrote, always fenced. */
export const prose = withVoice('prose');
/** A text of the server's own, in which what others wrote is quoted already. */
export const ownText = withVoice('own');

/** A list or an object with texts that others wrote, which the text of an answer prints with `inlineJson`. */
export function shownAsJson<Schema extends z.ZodType>(schema: Schema): Schema {
  return schema.meta({ [voiceKeyword]: 'json' });
}

/** Whose text a schema describes; undefined where it does not say. */
export function voiceOf(schema: z.ZodType): Voice | undefined {
  const voice = schema.meta()?.[voiceKeyword];
  return isVoice(voice) ? voice : undefined;
}

function isVoice(value: unknown): value is Voice {
  return voices.has(value);
}
