/** A path of a caller in parts, or what is wrong with it as text. */
export type PathText =
  | { readonly kind: 'relative' | 'absolute'; readonly segments: readonly string[]; readonly drive: string }
  | { readonly kind: 'refused'; readonly why: string };

const LONGEST_PATH = 4_096;
const LONGEST_SEGMENT_BYTES = 255;

/** Names that Windows gives to devices in every folder, whatever extension follows. */
const deviceName = /^(con|prn|aux|nul|conin\$|conout\$|clock\$|com[0-9¹²³]|lpt[0-9¹²³])\s*(\.|$)/i;
const drivePath = /^[a-z]:[\\/]/i;

/**
 * Cuts a path into the names that it passes, without a look at any file.
 *
 * One rule on all systems: a name that would mean something else on another system is refused on this one too. Nothing
 * is decoded or normalised: `%2e` and look-alikes of dots and slashes are characters of a name.
 */
export function readPathText(path: string, windows: boolean): PathText {
  const why = unreadable(path);
  if (why !== undefined) return refused(why);
  const drive = windows && drivePath.test(path) ? path.slice(0, 2) : '';
  const text = windows ? path.slice(drive.length).replaceAll('\\', '/') : path;
  if (text.startsWith('//')) return refused('begins like a network or device path');
  const absolute = text.startsWith('/');
  const names = (absolute ? text.slice(1) : text).split('/');
  const segments = names.filter((name) => name !== '.');
  if (segments.length === 0) return refused('names no file');
  for (const segment of segments) {
    const wrong = badSegment(segment);
    if (wrong !== undefined) return refused(wrong);
  }
  return { kind: absolute ? 'absolute' : 'relative', segments, drive };
}

function refused(why: string): PathText {
  return { kind: 'refused', why };
}

function unreadable(path: string): string | undefined {
  if (path === '') return 'is empty';
  if (path.length > LONGEST_PATH) return `is longer than ${LONGEST_PATH} characters`;
  if (!path.isWellFormed()) return 'is not well-formed Unicode';
  if (/\p{Cc}/u.test(path)) return 'holds a control character';
  if (/^(file:|data:|[a-z][a-z0-9+.-]+:\/)/i.test(path)) return 'is a URL; give the path of a file';
  return undefined;
}

function badSegment(segment: string): string | undefined {
  if (segment === '') return 'has an empty part; write single slashes, and none at the end';
  if (segment === '..') return 'goes up by ".."; give the path from the folder down';
  if (segment.includes('\\')) return 'holds a backslash; separate folders by "/"';
  if (segment.includes(':')) return 'holds a colon';
  if (/[. ]$/.test(segment)) return 'has a part that ends in a dot or a space';
  if (deviceName.test(segment)) return 'has a part that is the name of a device';
  if (Buffer.byteLength(segment) > LONGEST_SEGMENT_BYTES)
    return `has a part of more than ${LONGEST_SEGMENT_BYTES} bytes`;
  return undefined;
}
