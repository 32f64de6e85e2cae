import type { Attachment, Bytes } from '../define/answer.ts';
import type { ContentBlock } from '../wire.ts';

/** An attachment as it goes over the wire. */
export function attachedBlock(attachment: Attachment): ContentBlock {
  switch (attachment.type) {
    case 'image':
    case 'audio': {
      const { type, data, mimeType, name } = attachment;
      const block = { type, data: base64(data), mimeType };
      if (name !== undefined) names.set(block, name);
      return block;
    }
    case 'resource': {
      const { resource } = attachment;
      return 'blob' in resource
        ? { type: 'resource', resource: { ...resource, blob: base64(resource.blob) } }
        : { type: 'resource', resource };
    }
    default:
      return attachment;
  }
}

/** Names of pictures and sounds, which have none on the wire. */
const names = new WeakMap<object, string>();

/** What the handler called a picture or a sound. */
export function nameOf(block: ContentBlock): string | undefined {
  return names.get(block);
}

/** Bytes in base64. */
export function base64(bytes: Bytes): string {
  if (typeof bytes === 'string') return bytes;
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}
