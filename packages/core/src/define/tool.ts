import type { z } from 'zod';
import type { Access, AccessOptions } from './access.ts';
import type { Answer } from './answer.ts';
import type { CallContext } from './context.ts';
import type { Having, Needing } from './needs.ts';
import type { WriteArguments, WriteTraits } from './writes.ts';

/** One tool as data. Annotations, scopes, listing, documentation and the transaction follow from it. */
export interface ToolDefinition<Deps, Input extends z.ZodObject, Output extends z.ZodObject>
  extends AccessOptions,
    Needing,
    WriteTraits {
  /** snake_case, verb first, with its domain noun; unique over all servers. */
  readonly name: string;
  readonly title: string;
  /** What it does and on what, when a sibling is the better choice, what comes back. */
  readonly description: string;
  readonly access: Access;
  /** The group by which callers select tools; `core` unless said otherwise. */
  readonly toolset?: string;
  /** Scopes beside the default one of `access`. */
  readonly scopes?: readonly string[];
  /** The deadline of one call in milliseconds; 5,000 unless said otherwise. */
  readonly timeoutMs?: number;
  /** Whether the handler may answer with `inputRequired`; one that does without saying so has failed. */
  readonly interactive?: boolean;
  /** The tool's own arguments; unknown keys are refused. Core adds to writes what all of them take. */
  readonly input: Input;
  /** Arguments of a typical call: the contract makes it, the reference shows it, so every tool of a server has one. */
  readonly example?: z.input<Input> & WriteArguments;
  /** The result; keys that are not named here never leave the server. Core adds what every write answers. */
  readonly output: Output;
  /** Answers from the domain, with attachments where a text cannot show it. Throws ToolError for what the model should know. */
  handler(
    input: z.output<Input>,
    context: CallContext<Deps>,
  ): Promise<Answer<z.input<Output>>> | Answer<z.input<Output>>;
  /** The result as text, with everything in it; compact JSON unless given. An empty one is left out. */
  render?(output: z.output<Output>): string;
  /** The same result with at most `keep` items and the way to the rest, for results over the token budget. */
  cut?(output: z.output<Output>, keep: number, input: z.output<Input>): z.input<Output>;
}

/** A tool whose argument and result types are erased, as registries hold it. */
export type AnyTool<Deps> = ToolDefinition<Deps, z.ZodObject, z.ZodObject>;

/**
 * Returns the `tool` function of one server: it gives back its argument, typed against the server's ports. To its handler
 * the ports that it needs are there.
 *
 * @example
 * export const tool = toolFor<NotesPorts>();
 */
export function toolFor<Deps>() {
  return <Input extends z.ZodObject, Output extends z.ZodObject, const Need extends keyof Deps = never>(
    definition: ToolDefinition<Having<Deps, Need>, Input, Output> & { readonly needs?: readonly Need[] },
  ): ToolDefinition<Deps, Input, Output> => definition;
}
