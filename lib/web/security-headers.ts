type Situation = { nonce: string; isHttps: boolean; isDevelopment: boolean };

/** The headers of every page and API answer. */
export function securityHeaders({
  nonce,
  isHttps,
  isDevelopment,
}: Situation): Record<string, string> & { "content-security-policy": string } {
  return {
    "content-security-policy": contentSecurityPolicy(nonce, isDevelopment),
    // Not no-referrer: under it browsers send "Origin: null" with our own forms, and every change would be refused. Nothing
    // leaves this origin either way, so a token in an address stays here.
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": permissionsPolicy,
    "cache-control": "no-store",
    ...(isHttps ? { "strict-transport-security": "max-age=63072000; includeSubDomains" } : {}),
  };
}

/** Allows nothing: for a picture that somebody uploaded, should a browser take it for a page. */
export const picturePolicy = "default-src 'none'; sandbox";

const picturePath = /^\/(api\/v1\/(organization|connections\/[^/]+\/companies\/[^/]+\/appearance)|[av]\/[^/]+|is-this-us)\/logo$/;

/**
 * The headers of `securityHeaders` for this path. What the proxy sets wins over what a route sets, so for pictures the
 * policy is theirs already here, and how long they may be kept is left to their routes.
 */
export function headersOfPath(path: string, headers: ReturnType<typeof securityHeaders>): Record<string, string> {
  if (!picturePath.test(path)) return headers;
  const { "cache-control": _, ...others } = headers;
  return { ...others, "content-security-policy": picturePolicy };
}

function contentSecurityPolicy(nonce: string, isDevelopment: boolean): string {
  const policy: Record<string, string> = {
    "default-src": "'self'",
    // React's development build evaluates code to rebuild server stacks; the shipped one never does.
    "script-src": `'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    // The development server adds style elements without a nonce.
    "style-src": isDevelopment ? "'self' 'unsafe-inline'" : `'self' 'nonce-${nonce}'`,
    // React Aria places menus, and charts their bars, by style attributes. They cannot load or run anything.
    "style-src-attr": "'unsafe-inline'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": isDevelopment ? "'self' ws: wss:" : "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
  };
  return Object.entries(policy)
    .map(([name, value]) => `${name} ${value}`)
    .join("; ");
}

const refused = ["accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen", "geolocation", "gyroscope"];
const refusedToo = [
  "magnetometer",
  "microphone",
  "midi",
  "payment",
  "picture-in-picture",
  "screen-wake-lock",
  "usb",
  "xr-spatial-tracking",
];
const permissionsPolicy = [...refused, ...refusedToo].map((feature) => `${feature}=()`).join(", ");
