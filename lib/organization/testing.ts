/** The bytes of a PNG as far as anybody reads them: the signature and the header, with a size. */
export function aPng({ width = 32, height = 32 }: { width?: number; height?: number } = {}): Buffer {
  const bytes = Buffer.alloc(64);
  bytes.write("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "latin1");
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}
