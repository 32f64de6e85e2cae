// every character that renders as nothing by default, but for the emoji selector, and the marks of interlinear notes
const invisible = /(?!\uFE0F)\p{Default_Ignorable_Code_Point}|[\uFFF9-\uFFFB]/gu;
const control = /(?![\t\n\r])\p{Cc}/gu;
const fence = /<(?=\s*\/?\s*untrusted-data)/gi;

/**
 * Removes invisible, bidirectional and control characters, which can hide instructions from a human reader.
 *
 * Returns the clean text and how many UTF-16 units went.
 */
export function stripInvisible(text: string): { text: string; removed: number } {
  const clean = text.replace(invisible, '').replace(control, '');
  return { text: clean, removed: text.length - clean.length };
}

/**
 * Fences text that came from users or upstreams, so that a model can tell data from instructions.
 *
 * The fence carries an unguessable id, chosen after the text, and whatever in the text looks like a fence is
 * disarmed. `source` is a plain word or two; characters that could end the attribute are dropped.
 */
export function fenceUntrusted(text: string, source: string): string {
  const id = crypto.randomUUID().replaceAll('-', '').slice(0, 16);
  const clean = stripInvisible(text).text.replace(fence, '&lt;');
  return `<untrusted-data source="${source.replace(/[^\w .:/-]/g, '')}" id="${id}">\n${clean}\n</untrusted-data id="${id}">`;
}

/** Cuts a text to at most `max` characters (code points, the ellipsis included) when it is longer. */
export function truncate(text: string, max: number): string {
  if (text.length <= max) return text;
  let count = 0;
  let end = 0;
  for (const character of text) {
    count += 1;
    if (count > max) return max < 1 ? '' : `${text.slice(0, end)}…`;
    if (count < max) end += character.length;
  }
  return text;
}
