/** The parts of MCP's wire shapes that this package produces, free of the SDK's types. */

import { isBag } from '@patchbay/schemas';

/** A block of a tool result or a prompt message. */
export type ContentBlock =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'image' | 'audio'; readonly data: string; readonly mimeType: string }
  | { readonly type: 'resource'; readonly resource: ResourceContents }
  | {
      readonly type: 'resource_link';
      readonly uri: string;
      readonly name: string;
      readonly title?: string;
      readonly description?: string;
      readonly mimeType?: string;
    };

/** The contents of one resource: text or base64. */
export type ResourceContents =
  | { readonly uri: string; readonly mimeType?: string; readonly text: string }
  | { readonly uri: string; readonly mimeType?: string; readonly blob: string };

/** One message of a prompt. */
export interface PromptMessage {
  readonly role: 'user' | 'assistant';
  readonly content: ContentBlock;
}

/** The result of any method, before the protocol's own stamps (result type, cache fields, server identity). */
export interface Result {
  readonly [key: string]: unknown;
}

/** The result of a tool call. */
export interface ToolResult extends Result {
  readonly content: readonly ContentBlock[];
  readonly structuredContent?: Readonly<Record<string, unknown>>;
  readonly isError?: true;
  readonly _meta?: Readonly<Record<string, unknown>>;
}

/** What a tool asks of the person or model behind the client before it can go on. */
export interface InputRequired extends Result {
  readonly resultType: 'input_required';
  readonly inputRequests?: Readonly<Record<string, { readonly method: string; readonly params?: unknown }>>;
  readonly requestState?: string;
}

/** Whether a handler asks for input instead of answering. */
export function isInputRequired(value: unknown): value is InputRequired {
  return isBag(value) && value['resultType'] === 'input_required';
}

/** Asks the client for input; the call comes again with the answers (`context.client.answers`). */
export function inputRequired(request: Omit<InputRequired, 'resultType'>): InputRequired {
  return { resultType: 'input_required', ...request };
}

/** The four behaviour hints of a tool, always all of them. */
export interface ToolAnnotations {
  readonly readOnlyHint: boolean;
  readonly destructiveHint: boolean;
  readonly idempotentHint: boolean;
  readonly openWorldHint: boolean;
}
