import { applyEdits, type JSONPath, modify, type ParseError, parse, printParseErrorCode } from 'jsonc-parser';
import type { Entry, SecretInput } from './client-entry.ts';
import type { Client } from './clients.ts';
import { type Bag, changesTo, freshEntry, isBag, UnusableFile } from './merge.ts';

/** The part of a client's JSON file that concerns this server. */
export function printJson(client: Client, entry: Entry): string {
  const { inputs, name } = entry;
  const part = { ...(inputs.length > 0 && { inputs }), [client.key]: { [name]: freshEntry(entry) } };
  return `${JSON.stringify(part, null, 2)}\n`;
}

/**
 * Puts the entry into a JSON or JSONC text, and leaves every other character alone: comments, indentation, line
 * ends and a byte order mark included.
 *
 * @throws UnusableFile for a text that is not JSON, or whose members have other shapes than the client's.
 */
export function mergeJson(text: string, client: Client, entry: Entry): string {
  const mark = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  const body = text.slice(mark.length);
  if (body.trim() === '') return mark + printJson(client, entry);
  const edited = editor(body);
  const root = rootOf(body);
  const servers = member(root, client.key);
  const existing = member(servers, entry.name);
  if (existing === undefined) edited.set([client.key, entry.name], freshEntry(entry));
  else {
    for (const [key, value] of changesTo(existing, entry, client)) {
      edited.set([client.key, entry.name, key], value);
    }
  }
  addInputs(edited, root, entry.inputs);
  return mark + edited.text();
}

function addInputs(edited: ReturnType<typeof editor>, root: Bag, inputs: readonly SecretInput[]): void {
  const present = root['inputs'];
  if (present !== undefined && !Array.isArray(present)) throw new UnusableFile('"inputs" is not a list.');
  const known = new Set((present ?? []).map((input: unknown) => (isBag(input) ? input['id'] : undefined)));
  const missing = inputs.filter(({ id }) => !known.has(id));
  if (present === undefined && missing.length > 0) edited.set(['inputs'], missing);
  else for (const input of missing) edited.append(['inputs'], input);
}

function rootOf(body: string): Bag {
  const errors: ParseError[] = [];
  const root: unknown = parse(body, errors, { allowTrailingComma: true });
  const [first] = errors;
  if (first !== undefined) {
    const before = body.slice(0, first.offset).split(/\r\n|\n|\r/);
    const problem = printParseErrorCode(first.error)
      .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
      .toLowerCase();
    throw new UnusableFile(`line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}: ${problem}.`);
  }
  if (!isBag(root)) throw new UnusableFile('it does not hold a JSON object.');
  return root;
}

function member(parent: Bag | undefined, key: string): Bag | undefined {
  const value = parent?.[key];
  if (value === undefined || isBag(value)) return value;
  throw new UnusableFile(`"${key}" is not an object.`);
}

function editor(body: string) {
  let current = body;
  const formattingOptions = { ...indentationOf(body), eol: body.includes('\r\n') ? '\r\n' : '\n' };
  const apply = (path: JSONPath, value: unknown, isArrayInsertion: boolean) => {
    current = applyEdits(current, modify(current, path, value, { formattingOptions, isArrayInsertion }));
  };
  return {
    set: (path: JSONPath, value: unknown) => apply(path, value, false),
    append: (path: JSONPath, value: unknown) => apply([...path, -1], value, true),
    text: () => current,
  };
}

/** The indentation of the first indented line; two blanks when there is none. */
function indentationOf(body: string): { insertSpaces: boolean; tabSize: number } {
  const indent = /^[\t ]+(?=["{}[\]])/m.exec(body)?.[0] ?? '  ';
  return indent.startsWith('\t')
    ? { insertSpaces: false, tabSize: 1 }
    : { insertSpaces: true, tabSize: indent.length };
}
