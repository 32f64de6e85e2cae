import type { ToolAnnotations } from '../wire.ts';

/** What a tool does to the world; everything else about its safety is derived from this. */
export type Access = 'read' | 'create' | 'update' | 'delete';

/** Refinements that `access` alone cannot tell. */
export interface AccessOptions {
  /** Whether a repeated call with the same arguments changes nothing more. Reads and deletes are so by nature. */
  readonly idempotent?: boolean;
  /** Whether the tool reaches systems outside this server; true unless said otherwise. */
  readonly openWorld?: boolean;
}

/** The four MCP hints that follow from what a tool does. */
export function annotationsOf(access: Access, options: AccessOptions = {}): ToolAnnotations {
  return {
    readOnlyHint: access === 'read',
    destructiveHint: access === 'delete' || access === 'update',
    idempotentHint: options.idempotent ?? (access === 'read' || access === 'delete'),
    openWorldHint: options.openWorld ?? true,
  };
}

/** The scope a caller needs by default: `<server>:read`, `<server>:write` or `<server>:delete`. */
export function scopeOf(server: string, access: Access): string {
  if (access === 'read') return `${server}:read`;
  return access === 'delete' ? `${server}:delete` : `${server}:write`;
}

/** The scope of a caller that may read the metrics page. */
export function metricsScope(server: string): string {
  return `${server}:metrics`;
}

/** Whether the tool may run, and is listed, under a read-only policy. */
export function isReadOnly(access: Access): boolean {
  return access === 'read';
}
