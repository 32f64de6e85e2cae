import type { z } from 'zod';
import type { InputRequired, PromptMessage } from '../wire.ts';
import type { Completion } from './completion.ts';
import type { CallContext } from './context.ts';

/** One prompt as data. Its arguments are strings on the wire; the schema may narrow and default them. */
export interface PromptDefinition<Deps, Input extends z.ZodObject> {
  /** snake_case, unique over all servers. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** Whether `messages` may answer with `inputRequired`; one that does without saying so has failed. */
  readonly interactive?: boolean;
  readonly input: Input;
  /** The tools that it leads the model to: it is offered exactly where all of them are. */
  readonly tools: readonly string[];
  /** Completions of the arguments. */
  readonly complete?: Readonly<Record<string, Completion<Deps>>>;
  /** The messages; a text is one message of the user. */
  messages(
    input: z.output<Input>,
    context: CallContext<Deps>,
  ):
    | Promise<string | readonly PromptMessage[] | InputRequired>
    | string
    | readonly PromptMessage[]
    | InputRequired;
}

/** A prompt whose argument types are erased, as registries hold it. */
export type AnyPrompt<Deps> = PromptDefinition<Deps, z.ZodObject>;

/**
 * Returns the `prompt` function of one server: it gives back its argument, typed against the server's ports.
 *
 * @example
 * export const prompt = promptFor<NotesPorts>();
 */
export function promptFor<Deps>() {
  return <Input extends z.ZodObject>(
    definition: PromptDefinition<Deps, Input>,
  ): PromptDefinition<Deps, Input> => definition;
}
