import { type PictureHeader, readPictureHeader } from "./picture-header.ts";
import { logoBytesMax, logoPixelsMax } from "./schema.ts";

export type LogoRefusal = "logo_too_large" | "logo_svg" | "logo_not_a_picture" | "logo_too_many_pixels";

/** Whether these bytes may become the logo that strangers' browsers load. Asks the bytes, never a name or a header. */
export function decideLogo(bytes: Buffer): PictureHeader | LogoRefusal {
  if (bytes.length > logoBytesMax) return "logo_too_large";
  const picture = readPictureHeader(bytes);
  if (!picture) return /<svg[\s>]/i.test(bytes.toString("latin1")) ? "logo_svg" : "logo_not_a_picture";
  const { width, height } = picture;
  if (width === 0 || height === 0) return "logo_not_a_picture";
  return width > logoPixelsMax || height > logoPixelsMax ? "logo_too_many_pixels" : picture;
}
