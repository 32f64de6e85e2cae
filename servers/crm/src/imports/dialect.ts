/** How the cells of a file are set apart. */
export interface Dialect {
  readonly delimiter: string;
  /** Whether the first line is only `sep=…`, which spreadsheets read and no row. */
  readonly hasSeparatorLine: boolean;
}

const delimiters = [',', ';', '\t', '|'] as const;
const sniffed = 64_000;
const sniffedLines = 10;

/**
 * Finds the delimiter by the beginning of a file: the one that `sep=` names, else the one that cuts the first line into
 * most cells; of several alike, the one that cuts the most of the next lines into as many.
 *
 * The text is passed on unread, whole.
 */
export async function sniff(
  text: AsyncGenerator<string>,
): Promise<{ readonly dialect: Dialect; readonly text: AsyncIterable<string> }> {
  let head = '';
  while (head.length < sniffed && (head.match(/\S[^\n\r]*[\n\r]/g)?.length ?? 0) < sniffedLines) {
    const next = await text.next();
    if (next.done === true) break;
    head += next.value;
  }
  return { dialect: dialectOf(head), text: joined(head, text) };
}

function dialectOf(head: string): Dialect {
  const [, named] = /^\s*"?sep=([^\n\r"])"?[ \t,;|]*(?:[\n\r]|$)/i.exec(head) ?? [];
  if (named !== undefined) return { delimiter: named, hasSeparatorLine: true };
  const lines = head
    .slice(0, sniffed)
    .replace(/"(?:[^"]|"")*"/g, '')
    .split(/[\n\r]+/)
    .filter((line) => line.trim() !== '')
    .slice(0, sniffedLines);
  return { delimiter: likeliest(lines), hasSeparatorLine: false };
}

function likeliest([header = '', ...lines]: readonly string[]): string {
  const offers = delimiters.map((delimiter) => {
    const cells = header.split(delimiter).length;
    return { delimiter, cells, alike: lines.filter((line) => line.split(delimiter).length === cells).length };
  });
  const [best] = offers.toSorted((a, b) => b.cells - a.cells || b.alike - a.alike);
  return best?.delimiter ?? ',';
}

async function* joined(head: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  if (head !== '') yield head;
  yield* rest;
}
