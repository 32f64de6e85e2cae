import type { Selection } from '../call.ts';
import { isReadOnly } from '../define/access.ts';
import type { AnyServer } from '../define/server.ts';
import { validationError } from '../errors.ts';
import { didYouMean } from './suggest.ts';

/** What a caller asks to see, by flags or URL parameters. */
export interface SelectionOptions {
  /** Toolsets to offer; all when neither these nor `tools` are given. */
  readonly toolsets?: readonly string[];
  /** Single tools to offer, beside the toolsets. */
  readonly tools?: readonly string[];
  /** Tools to leave out, whatever else says. */
  readonly exclude?: readonly string[];
  /** Offer only what changes nothing. */
  readonly readOnly?: boolean;
}

/** The toolset of tools that name none. */
export const defaultToolset = 'core';

/**
 * Resolves what a caller asks to see; `within` is a selection that it can only narrow.
 *
 * @throws ToolError `validation_error` for an unknown toolset or tool, naming the valid ones.
 */
export function resolveSelection(
  server: AnyServer,
  options: SelectionOptions,
  within?: Selection,
): Selection {
  const toolsets = options.toolsets?.map((name) => known(name, Object.keys(server.toolsets), 'toolset'));
  const names = server.tools.map((tool) => tool.name);
  const tools = options.tools?.map((name) => known(name, names, 'tool'));
  const excluded = new Set(options.exclude?.map((name) => known(name, names, 'tool')));
  const everything = toolsets === undefined && tools === undefined;
  const readOnly = options.readOnly === true || within?.readOnly === true;

  const visible = server.tools.filter((tool) => {
    if (excluded.has(tool.name) || (readOnly && !isReadOnly(tool.access))) return false;
    if (within !== undefined && !within.tools.has(tool.name)) return false;
    return everything || toolsets?.includes(tool.toolset ?? defaultToolset) || tools?.includes(tool.name);
  });
  const selected = visible.map((tool) => tool.name);
  return { key: `${readOnly ? 'ro' : 'rw'}:${selected.join(',')}`, readOnly, tools: new Set(selected) };
}

/** The tools that need a port which the backend of a configuration does not have. */
export function toolsWithoutPorts(
  { tools, ports }: AnyServer,
  setup: Parameters<NonNullable<AnyServer['ports']>>[0],
): readonly string[] {
  const present = ports?.(setup);
  if (present === undefined) return [];
  const lacks = (need: PropertyKey) => !present.includes(String(need));
  return tools.filter(({ needs }) => needs?.some(lacks)).map(({ name }) => name);
}

/** What a resource or prompt says about the tools that it stands beside. */
interface Beside {
  readonly tool?: string | undefined;
  readonly tools?: readonly string[];
}

/** Whether a selection offers a resource or prompt: exactly where all tools are visible that it stands beside. */
export function offers({ tools }: Selection, { tool, tools: led = [] }: Beside): boolean {
  return (tool === undefined || tools.has(tool)) && led.every((name) => tools.has(name));
}

function known(name: string, valid: readonly string[], kind: string): string {
  if (valid.includes(name)) return name;
  throw validationError(`There is no ${kind} "${name}".${didYouMean(name, valid)}`, {
    hint: `Valid names are: ${valid.join(', ')}.`,
  });
}
