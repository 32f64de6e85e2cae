/**
 * Changes single tables of a TOML text and leaves every other line alone, comments and layout included.
 *
 * No library does that, so lines are found by what the parser says of them, and whoever uses this parses the result and
 * compares it with what was meant.
 */
import { type Bag, isBag } from '@patchbay/schemas';
import { parse, stringify } from 'smol-toml';

/** One table as it stands in the text: its header and the lines below it. */
interface Table {
  readonly path: readonly string[];
  /** Index of the header's line. */
  readonly start: number;
  /** Index of the line after the last one that says something. */
  readonly end: number;
}

/** Sets members of the table at a path; undefined removes one. */
export function setMembers(
  text: string,
  path: readonly string[],
  changes: ReadonlyMap<string, unknown>,
): string {
  let current = text;
  for (const [key, value] of changes) current = setMember(current, path, key, value);
  return current;
}

/** Removes the table at a path, those below it, and an inline table of that name. */
export function removeTable(text: string, path: readonly string[]): string {
  const lines = text.split('\n');
  const gone = tablesIn(lines).filter((table) => startsWith(table.path, path));
  for (const { start, end } of gone.toReversed()) {
    const isLast = lines.slice(end).every((line) => line.trim() === '');
    // the blank line before a table goes with it
    const before =
      start > 0 && lines[start - 1]?.trim() === '' && (isLast || lines[end]?.trim() === '') ? 1 : 0;
    lines.splice(start - before, end - start + before);
  }
  const name = path.at(-1);
  if (gone.length > 0 || name === undefined) return lines.join('\n');
  return setMember(text, path.slice(0, -1), name, undefined);
}

function setMember(text: string, path: readonly string[], key: string, value: unknown): string {
  const lines = text.split('\n');
  const eol = text.includes('\r\n') ? '\r' : '';
  const tables = tablesIn(lines);
  const own = tables.find((table) => isSame(table.path, path));
  const sub = tables.find((table) => isSame(table.path, [...path, key]));
  if (sub !== undefined) {
    if (!isBag(value)) return removeTable(text, sub.path);
    const before = tableAt(parse(text), sub.path);
    const gone = Object.keys(before).filter((name) => !(name in value));
    return setMembers(
      text,
      sub.path,
      new Map([...gone.map((name) => [name, undefined] as const), ...Object.entries(value)]),
    );
  }
  if (own === undefined) return text;
  const found = assignmentIn(lines, own, key);
  const written = value === undefined ? [] : inline(key, value).map((line) => line + eol);
  if (found !== undefined) lines.splice(found.start, found.end - found.start, ...written);
  else lines.splice(own.end, 0, ...written);
  return lines.join('\n');
}

function inline(key: string, value: unknown): readonly string[] {
  if (!isBag(value))
    return stringify({ [key]: value })
      .trim()
      .split('\n');
  // what the serializer writes of a table inside a list is inline
  const list = stringify({ a: [[value]] }).trim();
  const [name] = stringify({ [key]: 0 })
    .trim()
    .split(' = ');
  return [`${name} = ${list.replace(/^a = \[ \[ /, '').replace(/ \] \]$/, '')}`];
}

function tablesIn(lines: readonly string[]): readonly Table[] {
  const headers = lines.flatMap((line, index) => {
    if (!/^\s*\[/.test(line) || !isStatement(lines.slice(0, index))) return [];
    const path = headerPath(line);
    return path === undefined ? [] : [{ path, start: index }];
  });
  return headers.map(({ path, start }, index) => {
    let end = headers[index + 1]?.start ?? lines.length;
    while (end > start + 1 && /^\s*(#.*)?$/.test(lines[end - 1] ?? '')) end -= 1;
    return { path, start, end };
  });
}

/** Whether the lines so far are whole, so that the next one begins something. */
function isStatement(lines: readonly string[]): boolean {
  try {
    parse(joined(lines));
    return true;
  } catch {
    return false;
  }
}

/** Lines as a text of their own; what is left of the last one's line end would be no TOML. */
function joined(lines: readonly string[]): string {
  return lines.join('\n').replace(/\r$/, '');
}

function headerPath(line: string): readonly string[] | undefined {
  const path: string[] = [];
  let at: unknown;
  try {
    at = parse(joined([line]));
  } catch {
    return undefined;
  }
  while (isBag(at)) {
    const [key] = Object.keys(at);
    if (key === undefined) return path;
    path.push(key);
    at = at[key];
  }
  // a list of tables
  return [...path, '[]'];
}

function assignmentIn(lines: readonly string[], { start, end }: Table, key: string) {
  for (let first = start + 1; first < end; first += 1) {
    for (let last = first + 1; last <= end; last += 1) {
      const members = parsedIf(lines.slice(first, last));
      if (members === undefined) continue;
      if (Object.hasOwn(members, key)) return { start: first, end: last };
      first = last - 1;
      break;
    }
  }
  return undefined;
}

function parsedIf(lines: readonly string[]): Bag | undefined {
  try {
    return parse(joined(lines));
  } catch {
    return undefined;
  }
}

function tableAt(root: Bag, path: readonly string[]): Bag {
  let at: unknown = root;
  for (const key of path) at = isBag(at) ? at[key] : undefined;
  return isBag(at) ? at : {};
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && startsWith(a, b);
}

function startsWith(path: readonly string[], beginning: readonly string[]): boolean {
  return beginning.every((key, index) => path[index] === key);
}
