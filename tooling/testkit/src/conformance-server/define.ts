import { completionFor, type InputRequired, promptFor, resourceFor, toolFor } from '@patchbay/core';
import { z } from 'zod';

/** Declares a tool of the conformance server. */
export const tool = toolFor<unknown>();
/** Declares a resource of the conformance server. */
export const resource = resourceFor<unknown>();
/** Declares a prompt of the conformance server. */
export const prompt = promptFor<unknown>();
/** Declares a completion of the conformance server. */
export const completion = completionFor<unknown>();

/** The arguments of tools that take none. */
export const noInput = z.object({});
/** What most fixtures answer with: a text, which is also the whole of the rendered result. */
export const textOutput = z.object({ text: z.string() });

/** Renders the output of fixtures that answer with a text. */
export function renderText({ text }: z.output<typeof textOutput>): string {
  return text;
}

/** One question to the client, as `inputRequired` carries it. */
export type Question = NonNullable<InputRequired['inputRequests']>[string];

/** Asks the person behind the client to fill in a form. */
export function askPerson(message: string, properties: object, required: readonly string[]): Question {
  return {
    method: 'elicitation/create',
    params: { mode: 'form', message, requestedSchema: { type: 'object', properties, required } },
  };
}

/** Asks the model behind the client. */
export function askModel(text: string, maxTokens: number): Question {
  return {
    method: 'sampling/createMessage',
    params: { messages: [{ role: 'user', content: { type: 'text', text } }], maxTokens },
  };
}

/** Asks for the client's roots. */
export const askRoots: Question = { method: 'roots/list', params: {} };

const filledIn = z.object({ action: z.literal('accept'), content: z.record(z.string(), z.unknown()) });
const spoken = z.object({ content: z.object({ type: z.literal('text'), text: z.string() }) });
const rooted = z.object({ roots: z.array(z.object({ uri: z.string() })) });

/** The field of an accepted form, or undefined where the answer is missing, refused or malformed. */
export function fieldOf(answer: unknown, field: string): unknown {
  return filledIn.safeParse(answer).data?.content[field];
}

/** What the client's model said, or undefined. */
export function spokenIn(answer: unknown): string | undefined {
  return spoken.safeParse(answer).data?.content.text;
}

/** The URIs of the client's roots, or undefined. */
export function rootsIn(answer: unknown): readonly string[] | undefined {
  return rooted.safeParse(answer).data?.roots.map(({ uri }) => uri);
}
