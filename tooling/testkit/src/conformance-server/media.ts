/** A PNG of one red pixel, in base64. */
export const redPixelPng =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg==';

/** The beginning of a PNG of so many pixels each way: enough to be measured, by us and by whoever shows it. */
export function squarePng(pixels: number): Buffer {
  const png = Buffer.alloc(33);
  png.write('89504e470d0a1a0a0000000d49484452', 'hex');
  png.writeUInt32BE(pixels, 16);
  png.writeUInt32BE(pixels, 20);
  png.write('0806000000', 24, 'hex');
  return png;
}

/** A WAV file without a single sample, in base64. */
export const silentWav = wavHeader().toString('base64');

/** The 44 bytes of RIFF, format and data headers: PCM, mono, 8 kHz, 8 bits. */
function wavHeader(): Buffer {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(8000, 24);
  header.writeUInt32LE(8000, 28);
  header.writeUInt16LE(1, 32);
  header.writeUInt16LE(8, 34);
  header.write('data', 36);
  return header;
}
