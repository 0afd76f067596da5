import type { Session } from 'electron';
import { isOwnAddress } from './appOrigin.ts';

/** 1: no remote content at all. https://www.electronjs.org/docs/latest/tutorial/security#1-only-load-secure-content */
export function denyNetwork(session: Session): void {
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !isLocal(details.url) }));
}

/** Pictures the page makes, and the inspector of a development build, come as blob, data and devtools addresses. */
export function isLocal(address: string): boolean {
  const scheme = URL.parse(address)?.protocol ?? '';
  if (scheme === 'blob:') return isOwnAddress(address.slice('blob:'.length));
  return isOwnAddress(address) || scheme === 'data:' || scheme === 'devtools:';
}
