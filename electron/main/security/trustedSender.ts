import type { IpcMainInvokeEvent, WebContents } from 'electron';
import { isOwnAddress } from './appOrigin.ts';

/**
 * 17: only the top frame of our own window, at our own address, is listened to.
 * https://www.electronjs.org/docs/latest/tutorial/security#17-validate-the-sender-of-all-ipc-messages
 */
export function isTrustedSender(event: IpcMainInvokeEvent, own: WebContents | null): boolean {
  const frame = event.senderFrame;
  if (!own || event.sender !== own || !frame) return false;
  return frame.parent === null && isOwnAddress(frame.url);
}
