import type { Target } from '../call.ts';
import { scopeOf } from '../define/access.ts';
import type { AnyPrompt } from '../define/prompt.ts';
import type { ServedResource } from '../define/resource.ts';
import type { AnyTool } from '../define/tool.ts';

const defaultTimeoutMs = 5000;

/** A tool as the pipeline sees it. */
export function toolTarget(server: string, tool: AnyTool<unknown>) {
  return {
    kind: 'tool',
    name: tool.name,
    access: tool.access,
    scopes: [scopeOf(server, tool.access), ...(tool.scopes ?? [])],
    timeoutMs: tool.timeoutMs ?? defaultTimeoutMs,
    tool,
  } as const satisfies Target;
}

/** A resource or template as the pipeline sees it. */
export function resourceTarget(server: string, resource: ServedResource<unknown>) {
  return {
    kind: 'resource',
    name: resource.name,
    access: 'read',
    scopes: [scopeOf(server, 'read'), ...(resource.scopes ?? [])],
    timeoutMs: resource.timeoutMs ?? defaultTimeoutMs,
    resource,
  } as const satisfies Target;
}

/** A prompt as the pipeline sees it. */
export function promptTarget(server: string, prompt: AnyPrompt<unknown>) {
  return {
    kind: 'prompt',
    name: prompt.name,
    access: 'read',
    scopes: [scopeOf(server, 'read')],
    timeoutMs: defaultTimeoutMs,
    prompt,
  } as const satisfies Target;
}

/** A list or the completion method as the pipeline sees it; lists are open to every known caller. */
export function methodTarget(server: string, kind: 'list' | 'completion', name: string) {
  const scopes = kind === 'completion' ? [scopeOf(server, 'read')] : [];
  return { kind, name, access: 'read', scopes, timeoutMs: defaultTimeoutMs } as const satisfies Target;
}
