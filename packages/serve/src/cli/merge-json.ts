import { type Bag, isBag } from '@patchbay/schemas';
import {
  applyEdits,
  type Edit,
  findNodeAtLocation,
  type JSONPath,
  modify,
  type ParseError,
  parse,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser';
import type { Entry } from './client-entry.ts';
import type { Client } from './clients.ts';
import type { SecretInput } from './entry-additions.ts';
import { changesTo, freshEntry, UnusableFile } from './merge.ts';

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
  if (member(member(rootOf(edited.text()), client.key), entry.name) === undefined) throw writtenTwice(client);
  return mark + edited.text();
}

/** Of two members of one name clients read the last, and an edit changes the first. */
function writtenTwice({ key }: Client): UnusableFile {
  return new UnusableFile(`"${key}" is there twice.`);
}

/** The entry as it stands in a JSON or JSONC text. @throws UnusableFile as `mergeJson`. */
export function entryInJson(text: string, client: Client, name: string): Bag | undefined {
  const body = text.replace(/^\uFEFF/, '');
  return body.trim() === '' ? undefined : member(member(rootOf(body), client.key), name);
}

/**
 * Takes the entry out of a JSON or JSONC text, with questions for secrets that nothing else in it refers to.
 *
 * @throws UnusableFile as `mergeJson`.
 */
export function removeFromJson(text: string, client: Client, name: string): string {
  const existing = entryInJson(text, client, name);
  if (existing === undefined) return text;
  const mark = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  const edited = editor(text.slice(mark.length));
  const asked = JSON.stringify(existing).match(/(?<=\$\{input:)[^}"]+(?=\})/g) ?? [];
  edited.set([client.key, name], undefined);
  for (const id of new Set(asked)) {
    const inputs = rootOf(edited.text())['inputs'];
    const at = Array.isArray(inputs)
      ? inputs.findIndex((one: unknown) => isBag(one) && one['id'] === id)
      : -1;
    if (at >= 0 && !edited.text().includes(`\${input:${id}}`)) edited.set(['inputs', at], undefined);
  }
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

/** Edits that leave every line alone but those they add, which the library's own formatting does not. */
function editor(body: string) {
  let current = body;
  const layout = layoutOf(body);
  const apply = (path: JSONPath, value: unknown, isArrayInsertion: boolean) => {
    const edits = modify(current, path, value, { isArrayInsertion });
    if (value !== undefined) laidOut(current, path, value, layout, edits);
    current = applyEdits(current, edits);
  };
  return {
    set: (path: JSONPath, value: unknown) => apply(path, value, false),
    append: (path: JSONPath, value: unknown) => apply([...path, -1], value, true),
    text: () => current,
  };
}

interface Layout {
  readonly indent: string;
  readonly eol: string;
}

/** Line end and indentation of a text; two blanks when it has no indented line. */
function layoutOf(body: string): Layout {
  const indent = /^[\t ]+(?=["{}[\]])/m.exec(body)?.[0] ?? '  ';
  return { indent: indent.startsWith('\t') ? '\t' : indent, eol: body.includes('\r\n') ? '\r\n' : '\n' };
}

/** Gives what an edit writes the layout of the text around it. */
function laidOut(text: string, path: JSONPath, value: unknown, layout: Layout, edits: Edit[]): void {
  const [edit] = edits;
  const root = parseTree(text, [], { allowTrailingComma: true });
  if (edit === undefined || root === undefined) return;
  if (findNodeAtLocation(root, path) !== undefined) {
    edit.content = pretty(value, path.length, layout);
    return;
  }
  const depth = path.findIndex(
    (_, index) => findNodeAtLocation(root, path.slice(0, index + 1)) === undefined,
  );
  const parent = findNodeAtLocation(root, path.slice(0, depth));
  const [key, ...missing] = path.slice(depth);
  const inner = missing.reduceRight<unknown>((nested, name) => ({ [name]: nested }), value);
  const label = typeof key === 'string' ? `${JSON.stringify(key)}: ` : '';
  const line = `${layout.eol}${layout.indent.repeat(depth + 1)}${label}${pretty(inner, depth + 1, layout)}`;
  const isFirst = (parent?.children ?? []).length === 0;
  edit.content = isFirst ? `${line}${layout.eol}${layout.indent.repeat(depth)}` : `,${line}`;
}

function pretty(value: unknown, depth: number, { indent, eol }: Layout): string {
  return JSON.stringify(value, null, indent).replaceAll('\n', `${eol}${indent.repeat(depth)}`);
}
