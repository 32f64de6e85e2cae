import { imageSize } from 'image-size';
import { internal } from '../../errors.ts';
import type { ContentBlock } from '../../wire.ts';
import { estimateTokens } from '../tokens.ts';

/** The largest picture that models take, in pixels of its longer side, and in bytes. */
const maxPixels = 8000;
const maxImageBytes = 5_000_000;
/** Models shrink what is longer than this, in pixels, or costs more than this, in tokens. */
const longestSide = 1568;
const mostTokens = 1600;
const pixelsPerToken = 750;

/** The picture formats that models read, by the name that their bytes give them. */
const formats: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
};

/**
 * What content costs a model in tokens; counting of texts stops once `limit` is passed.
 *
 * A picture costs what models charge for its size, whatever its bytes; other bytes cost a token each, rather high
 * than low, since they may reach a model as base64.
 *
 * @throws ToolError `internal` for a picture that no model can see.
 */
export function costOf(content: readonly ContentBlock[], limit: number): number {
  const text = content.flatMap((block) => textIn(block) ?? []).join('\n');
  return content.reduce((sum, block) => sum + bytesCost(block), estimateTokens(text, limit));
}

/** Whether content costs at most so many tokens. */
export function fits(content: readonly ContentBlock[], tokens: number): boolean {
  // a token is never shorter than a byte, so short texts need no counting
  const isShort = content.every(
    (block) => block.type === 'text' && Buffer.byteLength(block.text) <= tokens / content.length - 1,
  );
  return isShort || costOf(content, tokens) <= tokens;
}

function textIn(block: ContentBlock): string | undefined {
  if (block.type === 'text') return block.text;
  if (block.type === 'resource_link') return JSON.stringify(block);
  return block.type === 'resource' && 'text' in block.resource ? block.resource.text : undefined;
}

function bytesCost(block: ContentBlock): number {
  if (block.type === 'image') return imageTokens(block.data, block.mimeType);
  if (block.type === 'audio') return bytesIn(block.data);
  return block.type === 'resource' && 'blob' in block.resource ? bytesIn(block.resource.blob) : 0;
}

/** How many bytes a text in base64 holds. */
export function bytesIn(base64: string): number {
  return Math.floor((base64.length * 3) / 4);
}

function imageTokens(data: string, mimeType: string): number {
  if (bytesIn(data) > maxImageBytes) throw unseen(`${bytesIn(data)} bytes are more than models take`);
  const { width, height, type } = measure(Buffer.from(data, 'base64'));
  if (formats[type ?? ''] !== mimeType) throw unseen(`it is called ${mimeType} and is ${type}`);
  if (Math.max(width, height) > maxPixels)
    throw unseen(`${width} × ${height} pixels are more than models take`);
  const scale = Math.min(1, longestSide / Math.max(width, height));
  return Math.min(mostTokens, Math.ceil((width * height * scale * scale) / pixelsPerToken));
}

function measure(bytes: Uint8Array) {
  try {
    return imageSize(bytes);
  } catch (error) {
    throw unseen('its size cannot be read', error);
  }
}

function unseen(reason: string, cause?: unknown) {
  return internal('The result holds a picture that cannot be shown.', {
    hint: 'Report the correlation id to the operator.',
    cause: new Error(`A picture cannot be shown: ${reason}`, { cause }),
  });
}
