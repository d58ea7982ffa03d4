import type { logoTypes } from "./schema.ts";

export type PictureHeader = { type: (typeof logoTypes)[number]; width: number; height: number };

/**
 * What a file is by its own first bytes, whatever its name says, and how large the picture in it is. Null for anything but
 * PNG, JPEG and WebP. Reads headers only: whether the rest can be drawn, the browser finds out.
 */
export function readPictureHeader(bytes: Buffer): PictureHeader | null {
  return readPng(bytes) ?? readJpeg(bytes) ?? readWebp(bytes);
}

const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

// PNG, third edition, 5.2 and 11.2.1: IHDR comes first, its length is 13.
function readPng(bytes: Buffer): PictureHeader | null {
  if (bytes.length < 33 || !bytes.subarray(0, 8).equals(pngSignature) || bytes.toString("latin1", 12, 16) !== "IHDR") return null;
  return { type: "image/png", width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

// ITU-T T.81, B.1 and B.2.2: segments of a marker and a length, until the frame header (SOF) that has the size.
function readJpeg(bytes: Buffer): PictureHeader | null {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return null;
  let at = 2;
  while (at + 9 <= bytes.length) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes.readUInt8(at + 1);
    if (isFrameHeader(marker)) return { type: "image/jpeg", width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) };
    // A fill byte is one byte long; every other segment before the frame has a length of at least two.
    at += marker === 0xff ? 1 : 2 + Math.max(2, bytes.readUInt16BE(at + 2));
  }
  return null;
}

/** SOF0 to SOF15, without the tables DHT, JPG and DAC that share their range. */
function isFrameHeader(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

// RFC 9649, 2.4 to 2.7: RIFF with one of three kinds of first chunk.
function readWebp(bytes: Buffer): PictureHeader | null {
  if (bytes.length < 30 || bytes.toString("latin1", 0, 4) !== "RIFF" || bytes.toString("latin1", 8, 12) !== "WEBP") return null;
  const size = webpSize(bytes.toString("latin1", 12, 16), bytes);
  return size && { type: "image/webp", ...size };
}

function webpSize(chunk: string, bytes: Buffer): { width: number; height: number } | null {
  if (chunk === "VP8X") return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
  if (chunk === "VP8 " && bytes.readUIntBE(23, 3) === 0x9d012a) {
    return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
  }
  if (chunk === "VP8L" && bytes[20] === 0x2f) {
    const packed = bytes.readUInt32LE(21);
    return { width: (packed & 0x3fff) + 1, height: ((packed >>> 14) & 0x3fff) + 1 };
  }
  return null;
}
