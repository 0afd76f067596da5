import { CancelledError, fromWireError, type WireError } from '../../shared/errors/errors.ts';
import type { GrantedFile, TransferProgress } from './host.ts';
import { hostLost } from './hostError.ts';

/** Streams a file to the host. XMLHttpRequest, because fetch does not tell how far an upload is. */
export function uploadFile(
  address: string,
  file: File,
  onProgress?: TransferProgress,
  signal?: AbortSignal,
): Promise<GrantedFile> {
  const { promise, resolve, reject } = Promise.withResolvers<GrantedFile>();
  if (signal?.aborted) throw new CancelledError();
  const request = new XMLHttpRequest();
  const abort = () => request.abort();
  request.open('PUT', address);
  request.responseType = 'json';
  request.upload.addEventListener('progress', ({ loaded, total }) => onProgress?.(loaded, total));
  request.addEventListener('load', () => {
    const answer = request.response as GrantedFile | { error: WireError } | null;
    if (answer === null) reject(hostLost());
    else if ('error' in answer) reject(fromWireError(answer.error));
    else resolve(answer);
  });
  request.addEventListener('error', () => reject(hostLost()));
  request.addEventListener('abort', () => reject(new CancelledError()));
  signal?.addEventListener('abort', abort);
  request.send(file);
  return promise.finally(() => signal?.removeEventListener('abort', abort));
}
