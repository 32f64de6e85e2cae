import { z } from 'zod';
import { highest, type Level } from './level.ts';

const schema = z.record(z.string(), z.unknown());

const contractShape = z.object({
  tools: z.array(z.object({ name: z.string(), inputSchema: schema, outputSchema: schema })),
  resources: z.array(z.object({ uri: z.string() })),
  resourceTemplates: z.array(z.object({ uriTemplate: z.string() })),
  prompts: z.array(
    z.object({
      name: z.string(),
      arguments: z.array(z.object({ name: z.string(), required: z.boolean() })).default([]),
    }),
  ),
});

/** The parts of a surface on which users' code and prompts may rely. */
export type Contract = z.output<typeof contractShape>;

/** Reads the contract out of a `surface.json`. */
export function contractOf(surface: unknown): Contract {
  return contractShape.parse(surface);
}

/** What a server's users have to expect between two contracts, and why. */
export interface ContractChange {
  readonly level: Level;
  readonly what: string;
}

/** Every change between two contracts. A removal or a narrower input is major, an addition minor. */
export function contractChanges(before: Contract, after: Contract): readonly ContractChange[] {
  return [
    ...members('tool', names(before.tools), names(after.tools)),
    ...members('resource', before.resources.map(uriOf), after.resources.map(uriOf)),
    ...members('template', before.resourceTemplates.map(templateOf), after.resourceTemplates.map(templateOf)),
    ...members('prompt', names(before.prompts), names(after.prompts)),
    ...before.tools.flatMap((tool) => {
      const now = after.tools.find(({ name }) => name === tool.name);
      if (now === undefined) return [];
      return [
        ...schemaChanges(`${tool.name} input`, tool.inputSchema, now.inputSchema, 'input'),
        ...schemaChanges(`${tool.name} output`, tool.outputSchema, now.outputSchema, 'output'),
      ];
    }),
    ...before.prompts.flatMap((prompt) => {
      const now = after.prompts.find(({ name }) => name === prompt.name);
      return now === undefined ? [] : argumentChanges(prompt, now);
    }),
  ];
}

/** The level that a set of changes asks for. */
export function levelOf(changes: readonly ContractChange[]): Level {
  return highest(changes.map(({ level }) => level));
}

type Direction = 'input' | 'output';
type Node = Readonly<Record<string, unknown>>;

function schemaChanges(path: string, before: Node, after: Node, direction: Direction): ContractChange[] {
  const changes: ContractChange[] = [];
  const [was, is] = [JSON.stringify(before['type'] ?? null), JSON.stringify(after['type'] ?? null)];
  if (was !== is) changes.push({ level: 'major', what: `${path}: type ${was} became ${is}` });
  changes.push(...enumChanges(path, before, after));
  const [old, now] = [nodeOf(before['properties']), nodeOf(after['properties'])];
  changes.push(...members(`${path} field`, Object.keys(old), Object.keys(now)));
  if (direction === 'input') changes.push(...newlyRequired(path, before, after));
  for (const name of Object.keys(old).filter((key) => key in now)) {
    changes.push(...schemaChanges(`${path}.${name}`, nodeOf(old[name]), nodeOf(now[name]), direction));
  }
  if ('items' in before && 'items' in after) {
    changes.push(...schemaChanges(`${path}[]`, nodeOf(before['items']), nodeOf(after['items']), direction));
  }
  return changes;
}

function enumChanges(path: string, before: Node, after: Node): readonly ContractChange[] {
  const [old, now] = [before['enum'], after['enum']];
  if (!Array.isArray(old) || !Array.isArray(now)) return [];
  return members(`${path} value`, old.map(String), now.map(String));
}

function newlyRequired(path: string, before: Node, after: Node): readonly ContractChange[] {
  const old = listOf(before['required']);
  return listOf(after['required'])
    .filter((name) => !old.includes(name))
    .map((name) => ({ level: 'major', what: `${path}: ${name} is required now` }));
}

function argumentChanges(
  before: Contract['prompts'][number],
  after: Contract['prompts'][number],
): readonly ContractChange[] {
  const wasRequired = before.arguments.filter(({ required }) => required).map(({ name }) => name);
  return [
    ...members(`${before.name} argument`, names(before.arguments), names(after.arguments)),
    ...after.arguments
      .filter(({ name, required }) => required && !wasRequired.includes(name))
      .map(
        ({ name }): ContractChange => ({ level: 'major', what: `${before.name}: ${name} is required now` }),
      ),
  ];
}

function members(kind: string, before: readonly string[], after: readonly string[]): ContractChange[] {
  return [
    ...before
      .filter((name) => !after.includes(name))
      .map((name): ContractChange => ({ level: 'major', what: `${kind} ${name} is gone` })),
    ...after
      .filter((name) => !before.includes(name))
      .map((name): ContractChange => ({ level: 'minor', what: `${kind} ${name} is new` })),
  ];
}

function names(list: readonly { readonly name: string }[]): readonly string[] {
  return list.map(({ name }) => name);
}

const uriOf = ({ uri }: { readonly uri: string }) => uri;
const templateOf = ({ uriTemplate }: { readonly uriTemplate: string }) => uriTemplate;

function nodeOf(value: unknown): Node {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
