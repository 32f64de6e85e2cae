import { unavailable } from '../errors.ts';

/** Ports of which some, that not every backend has, are certainly there. */
export type Having<Deps, Need extends keyof Deps> = Deps & {
  readonly [Name in Need]-?: NonNullable<Deps[Name]>;
};

/** What a definition says about the ports that it cannot do without. */
export interface Needing {
  readonly name: string;
  /** The ports without which it cannot work: it is neither offered nor served where the backend lacks one. */
  readonly needs?: readonly PropertyKey[];
}

/**
 * Holds what the types of a definition promise to its handler.
 *
 * @throws ToolError `unavailable` when the backend lacks a port that the definition needs.
 */
export function requirePorts({ name, needs }: Needing, ports: unknown): void {
  if (needs === undefined) return;
  const lacking = needs.find((need) => Reflect.get(Object(ports), need) === undefined);
  if (lacking === undefined) return;
  throw unavailable(`This backend has no ${String(lacking)}, which ${name} needs.`, {
    hint: 'The operator chooses the backend; use what this connection lists.',
  });
}
