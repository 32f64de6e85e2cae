import type { Selection } from '../call.ts';
import type { Access } from '../define/access.ts';
import type { AnyServer } from '../define/server.ts';
import { defaultToolset } from './selection.ts';
import { type ListedTool, type Surface, surfaceOf } from './surface.ts';
import { estimateTokens } from './tokens.ts';

/** A tool as clients see it, with what only the server knows of it. */
export interface ReportedTool extends ListedTool {
  readonly toolset: string;
  readonly access: Access;
  /** What the entry in the list costs a model. */
  readonly tokens: number;
}

/** What a server offers and what that costs, in the shape of `surface.json`. */
export interface SurfaceReport extends Omit<Surface, 'tools'> {
  readonly server: string;
  readonly version: string;
  readonly totals: {
    readonly tools: number;
    readonly tokens: number;
    /** Present where some of the tokens are estimated rather than counted. */
    readonly estimated?: true;
  };
  readonly tools: readonly ReportedTool[];
}

/** Describes what a server offers under a selection; tools the server has no count for are estimated. */
export function surfaceReport(server: AnyServer, selection: Selection): SurfaceReport {
  const { tools: listed, ...rest } = surfaceOf(server, selection);
  const definitions = new Map(server.tools.map((tool) => [tool.name, tool]));
  const tools = listed.map((entry): ReportedTool => {
    const definition = definitions.get(entry.name);
    return {
      ...entry,
      toolset: definition?.toolset ?? defaultToolset,
      access: definition?.access ?? 'read',
      tokens: server.tokens?.[entry.name] ?? estimateTokens(JSON.stringify(entry)),
    };
  });
  return {
    server: server.name,
    version: server.version,
    totals: {
      tools: tools.length,
      tokens: tools.reduce((sum, { tokens }) => sum + tokens, 0),
      ...(tools.some(({ name }) => isEstimated(server, name)) && { estimated: true }),
    },
    tools,
    ...rest,
  };
}

/** Whether the token count of a tool is an estimate. */
export function isEstimated(server: AnyServer, tool: string): boolean {
  return server.tokens?.[tool] === undefined;
}
