import { MIMEType } from 'node:util';
import { parse } from 'content-disposition';
import type { Answer } from './transport.ts';

/** What the sender of some content said of it; each is the sender's claim, and a name is untrusted text. */
export interface ContentFacts {
  /** The media type without parameters, in lower case, such as `application/pdf`; undefined when absent or unreadable. */
  readonly contentType: string | undefined;
  /** The `charset` parameter, in lower case. */
  readonly charset: string | undefined;
  /** The last part of the name given by `Content-Disposition`, else of the path; at most 255 characters. */
  readonly fileName: string | undefined;
}

/** Reads what the headers of an answer say of its body. */
export function contentFacts(answer: Answer): ContentFacts {
  const type = mimeTypeOf(answer.header('content-type'));
  const named = declaredName(answer.header('content-disposition')) ?? nameInPath(answer.request.path);
  return {
    contentType: type?.essence.toLowerCase(),
    charset: type?.params.get('charset')?.toLowerCase(),
    fileName: plainName(named),
  };
}

function mimeTypeOf(header: string | undefined): MIMEType | undefined {
  if (header === undefined) return undefined;
  try {
    return new MIMEType(header);
  } catch {
    return undefined;
  }
}

function declaredName(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  try {
    return parse(header).parameters['filename'];
  } catch {
    return undefined;
  }
}

function nameInPath(path: string): string | undefined {
  const [plain = ''] = path.split(/[?#]/);
  const last = plain.slice(plain.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

/** The part behind the last slash or backslash, without control and direction characters. */
function plainName(name: string | undefined): string | undefined {
  const last = name?.split(/[\\/]/).at(-1) ?? '';
  const plain = last
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim()
    .slice(0, 255);
  return plain === '' || plain === '.' || plain === '..' ? undefined : plain;
}
