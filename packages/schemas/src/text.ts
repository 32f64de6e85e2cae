// every character that renders as nothing by default, but for the emoji selector, and the marks of interlinear notes
const invisible = /(?!\uFE0F)\p{Default_Ignorable_Code_Point}|[\uFFF9-\uFFFB]/gu;
const control = /(?![\t\n\r])\p{Cc}/gu;
// scripts that spell with joiners, after whose letters and marks one belongs to the text; so it does between emoji
const joined =
  /[\p{Script=Arab}\p{Script=Syrc}\p{Script=Mong}\p{Script=Deva}\p{Script=Beng}\p{Script=Guru}\p{Script=Gujr}\p{Script=Orya}\p{Script=Taml}\p{Script=Telu}\p{Script=Knda}\p{Script=Mlym}\p{Script=Sinh}\p{Script=Khmr}\p{Script=Mymr}][\u200C\u200D]|(?:[\p{Extended_Pictographic}\p{Emoji_Modifier}]|\uFE0F)\u200D(?=\p{Extended_Pictographic})/gu;
const plain = /^[\x20-\x7E\xA0-\xAC\xAE-\u024F\t\n\r]*$/;
const anyInvisible = /(?!\uFE0F)\p{Default_Ignorable_Code_Point}|[\uFFF9-\uFFFB]|(?![\t\n\r])\p{Cc}/u;
const fence = /<(?=\s*\/?\s*untrusted-data)/gi;

/**
 * Removes invisible, bidirectional and control characters, which can hide instructions from a human reader.
 *
 * Joiners stay where scripts and emoji need them. Returns the clean text and how many UTF-16 units went.
 */
export function stripInvisible(text: string): { text: string; removed: number } {
  if (plain.test(text) || !anyInvisible.test(text)) return { text, removed: 0 };
  const kept = new Set([...text.matchAll(joined)].map(({ index, 0: { length } }) => index + length - 1));
  const clean = text
    .replace(invisible, (found, at: number) => (kept.has(at) ? found : ''))
    .replace(control, '');
  return { text: clean, removed: text.length - clean.length };
}

/**
 * Fences text that came from users or upstreams, so that a model can tell data from instructions.
 *
 * The fence carries an id that nobody who wrote the text could know, a random one unless given, and whatever in the
 * text looks like a fence is disarmed. `source` is a plain word or two; characters that could end the attribute are
 * dropped.
 */
export function fenceUntrusted(text: string, source: string, id = randomId()): string {
  const clean = stripInvisible(text).text.replace(fence, '&lt;');
  return `<untrusted-data source="${source.replace(/[^\w .:/-]/g, '')}" id="${id}">\n${clean}\n</untrusted-data id="${id}">`;
}

function randomId(): string {
  return crypto.randomUUID().replaceAll('-', '').slice(0, 16);
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
