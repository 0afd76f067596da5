import { type Protocol, protocol } from 'electron';
import { rendererFile } from '../../host/rendererFiles.ts';
import { securityHeaders } from '../../host/securityHeaders.ts';
import { appHost, appScheme } from './appOrigin.ts';

/** Before the app is ready, as Electron demands. */
export function registerAppScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme: appScheme, privileges }]);
}

/**
 * 18 and 7: the page comes by its own scheme, with its content security policy as a header.
 * https://www.electronjs.org/docs/latest/tutorial/security#18-avoid-usage-of-the-file-protocol-and-prefer-usage-of-custom-protocols
 */
export function serveApp(handler: Pick<Protocol, 'handle'>, folder: string): void {
  handler.handle(appScheme, (request) => answer(request, folder));
}

async function answer(request: Request, folder: string): Promise<Response> {
  const url = URL.parse(request.url);
  const asks = request.method === 'GET' || request.method === 'HEAD';
  const file = asks && url?.host === appHost ? await rendererFile(folder, url.pathname) : null;
  if (!file) return new Response('Not found\n', { status: 404, headers: securityHeaders('none') });
  const headers = { ...securityHeaders(file.nonce), 'Content-Type': file.type, 'Cache-Control': file.cache };
  return new Response(request.method === 'HEAD' ? null : new Uint8Array(file.bytes), { headers });
}
