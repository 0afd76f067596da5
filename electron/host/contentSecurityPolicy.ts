/** Stands in the built page where the nonce of each answer goes. */
export const noncePlaceholder = '__CSP_NONCE__';

/**
 * No code but the program's own files, no string run as code, no address but the host. Style elements carry the nonce of
 * this one answer; style attributes, which charts and grids set on what they draw, are allowed.
 */
export function contentSecurityPolicy(nonce: string): string {
  return [
    `default-src 'none'`,
    `script-src 'self'`,
    `style-src 'self' 'nonce-${nonce}'`,
    `style-src-attr 'unsafe-inline'`,
    `img-src 'self' data: blob:`,
    `font-src 'self' data:`,
    `connect-src 'self'`,
    `worker-src 'self'`,
    `manifest-src 'self'`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors 'none'`,
  ].join('; ');
}
