import type { Caller } from './context.ts';

/** What a completion knows besides the typed prefix. */
export interface CompletionContext<Deps> {
  readonly deps: Deps;
  readonly caller: Caller;
  readonly signal: AbortSignal;
  /** The other arguments, as far as the user has filled them in. */
  readonly arguments: Readonly<Record<string, string>>;
}

/** As many suggestions as one answer holds. */
export const mostCompletions = 100;

/** Suggestions of which there are more than were made. */
export interface SomeCompletions {
  readonly values: readonly string[];
  /** How many fit in all. */
  readonly total: number;
}

/** Suggestions for one argument, shared by every prompt and template that has it. */
export interface Completion<Deps> {
  readonly name: string;
  /**
   * Values that fit the prefix, best first. Core keeps the first hundred; who makes no more than these says how many
   * there are.
   */
  values(
    prefix: string,
    context: CompletionContext<Deps>,
  ): Promise<readonly string[] | SomeCompletions> | readonly string[] | SomeCompletions;
}

/**
 * Returns the `completion` function of one server: it gives back its argument, typed against the server's ports.
 *
 * @example
 * export const completion = completionFor<NotesPorts>();
 */
export function completionFor<Deps>() {
  return (definition: Completion<Deps>): Completion<Deps> => definition;
}
