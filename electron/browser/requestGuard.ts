import type { IncomingMessage } from 'node:http';

/**
 * Null for a request that may go on, else why not. `Host` must be this very address, so that no name can be rebound to
 * it; `Origin` must be ours, and must be there when something could change; what the browser says about the initiator
 * must be us or the user.
 */
export function refusal(request: IncomingMessage, authority: string): string | null {
  const { host, origin, 'sec-fetch-site': site } = request.headers;
  if (host !== authority) return 'Host';
  const own = `http://${authority}`;
  if (origin !== undefined && origin !== own) return 'Origin';
  if (origin === undefined && mustNameOrigin(request)) return 'Origin';
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return 'Sec-Fetch-Site';
  return null;
}

function mustNameOrigin(request: IncomingMessage): boolean {
  return request.headers.upgrade !== undefined || !['GET', 'HEAD'].includes(request.method ?? '');
}
