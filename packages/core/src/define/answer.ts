import type { ContentBlock, InputRequired, ResourceContents } from '../wire.ts';

/** Bytes as they are, or in base64. */
export type Bytes = Uint8Array | string;

/** What a tool shows beside its answer: a picture, a sound, a link to a resource, or a resource itself. */
export type Attachment =
  | {
      readonly type: 'image' | 'audio';
      readonly data: Bytes;
      /** Of pictures PNG, JPEG, GIF or WebP, which models read. */
      readonly mimeType: string;
      /** What it is called where it is left out or linked to, such as `page-3.png`. */
      readonly name?: string;
    }
  | {
      readonly type: 'resource';
      readonly resource:
        | Extract<ResourceContents, { readonly text: string }>
        | (Omit<Extract<ResourceContents, { readonly blob: string }>, 'blob'> & { readonly blob: Bytes });
    }
  | Extract<ContentBlock, { readonly type: 'resource_link' }>;

/** An answer with attachments; an object is one when it has exactly these two keys. */
export interface Attached<Output> {
  readonly output: Output;
  /** Content blocks after the text, in this order; they are not repeated in the structured result. */
  readonly attachments: readonly Attachment[];
}

/** What a handler answers: its output, the same with attachments, or a question. */
export type Answer<Output> = Output | Attached<Output> | InputRequired;

/** Whether a handler answered with attachments. */
export function isAttached(answer: unknown): answer is Attached<unknown> {
  if (typeof answer !== 'object' || answer === null) return false;
  const keys = Object.keys(answer);
  return (
    keys.length === 2 && 'output' in answer && 'attachments' in answer && Array.isArray(answer.attachments)
  );
}
