import { encode } from "uqr";

/** Four modules of white around it, as ISO/IEC 18004 asks, so that a camera finds it on a dark page too. */
const border = 4;

/** A QR code as a picture in the page: no image address that could carry what stands in it elsewhere. */
export function QrCode({ value, label }: { value: string; label: string }) {
  const { data, size } = encode(value, { border, ecc: "M" });
  const path = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : []))).join("");
  return (
    <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} className="block size-52 rounded-lg" shapeRendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
