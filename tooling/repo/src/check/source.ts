import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';
import { type FunctionLength, functionLengths } from './function-lengths.ts';

/** One import or re-export of a module. */
export interface ImportFact {
  readonly specifier: string;
  readonly line: number;
  /** `type` imports vanish at run time; `everything` is `export *`. */
  readonly kind: 'value' | 'type' | 'everything';
}

/** A use of a process-wide thing: `process.env`, `console.log`, … */
export interface GlobalUse {
  readonly name: string;
  readonly line: number;
}

/** What the checks know of one TypeScript file. */
export interface SourceFacts {
  readonly path: string;
  readonly lines: number;
  readonly imports: readonly ImportFact[];
  readonly globals: readonly GlobalUse[];
  readonly functions: readonly FunctionLength[];
}

/** Reads and parses the named files. */
export function readSources(root: string, paths: readonly string[]): readonly SourceFacts[] {
  return paths.map((path) => sourceFacts(path, readFileSync(join(root, path), 'utf8')));
}

/**
 * Parses one file.
 *
 * @throws Error when it is not valid TypeScript.
 */
export function sourceFacts(path: string, text: string): SourceFacts {
  const { module, program, errors } = parseSync(path, text);
  const [error] = errors;
  if (error !== undefined) throw new Error(`${path}: ${error.message}`);
  const lineOf = (offset: number) => text.slice(0, offset).split('\n').length;
  const imports: ImportFact[] = [];
  for (const { moduleRequest, entries, start } of module.staticImports) {
    const typeOnly = entries.length > 0 && entries.every(({ isType }) => isType);
    imports.push({ specifier: moduleRequest.value, line: lineOf(start), kind: typeOnly ? 'type' : 'value' });
  }
  for (const { entries, start } of module.staticExports) {
    const [first] = entries;
    if (!first?.moduleRequest) continue;
    const kind = entries.every(({ isType }) => isType) ? 'type' : 'value';
    const everything = entries.some(({ importName }) => importName.kind.startsWith('All'));
    imports.push({
      specifier: first.moduleRequest.value,
      line: lineOf(start),
      kind: everything ? 'everything' : kind,
    });
  }
  for (const { moduleRequest, start } of module.dynamicImports) {
    const quoted = /^['"`](.*)['"`]$/.exec(text.slice(moduleRequest.start, moduleRequest.end))?.[1];
    if (quoted !== undefined) imports.push({ specifier: quoted, line: lineOf(start), kind: 'value' });
  }
  imports.push(...importedTypes(program, lineOf));
  return {
    path,
    lines: countLines(text),
    imports,
    globals: globalUses(program, lineOf),
    functions: functionLengths(program, lineOf),
  };
}

type Program = ReturnType<typeof parseSync>['program'];
type LineOf = (offset: number) => number;

/** Types that are named through `import('…')`. */
function importedTypes(program: Program, lineOf: LineOf): readonly ImportFact[] {
  const found: ImportFact[] = [];
  new Visitor({
    TSImportType({ source, start }) {
      found.push({ specifier: source.value, line: lineOf(start), kind: 'type' });
    },
  }).visit(program);
  return found;
}

function globalUses(program: Program, lineOf: LineOf): readonly GlobalUse[] {
  const found: GlobalUse[] = [];
  new Visitor({
    MemberExpression(node) {
      const { object, property, start } = node;
      if (object.type !== 'Identifier' || (object.name !== 'process' && object.name !== 'console')) return;
      const member = property.type === 'Identifier' ? property.name : '*';
      found.push({ name: `${object.name}.${member}`, line: lineOf(start) });
    },
  }).visit(program);
  return found;
}

function countLines(text: string): number {
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
}
