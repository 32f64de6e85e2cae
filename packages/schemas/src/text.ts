const invisible =
  /[\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF\u{E0000}-\u{E007F}]/gu;
const control = /(?![\t\n\r])\p{Cc}/gu;

/**
 * Removes invisible, bidirectional and control characters, which can hide instructions from a human reader.
 *
 * Returns the clean text and how many characters went.
 */
export function stripInvisible(text: string): { text: string; removed: number } {
  const clean = text.replace(invisible, '').replace(control, '');
  return { text: clean, removed: text.length - clean.length };
}

/**
 * Fences text that came from users or upstreams, so that a model can tell data from instructions.
 *
 * The fence carries a random id, which the text cannot forge because it is chosen after the text.
 */
export function fenceUntrusted(text: string, source: string): string {
  const id = Math.random().toString(36).slice(2, 10);
  const { text: clean } = stripInvisible(text);
  return `<untrusted-data source="${source}" id="${id}">\n${clean}\n</untrusted-data id="${id}">`;
}

/** Cuts a text to at most `max` characters at a character boundary, with an ellipsis when something went. */
export function truncate(text: string, max: number): string {
  const characters = [...text];
  return characters.length <= max ? text : `${characters.slice(0, Math.max(0, max - 1)).join('')}…`;
}
