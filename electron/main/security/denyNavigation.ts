import type { WebContents } from 'electron';
import { isOwnAddress } from './appOrigin.ts';

/** 13: https://www.electronjs.org/docs/latest/tutorial/security#13-disable-or-limit-navigation */
export function denyNavigation(contents: WebContents): void {
  contents.on('will-navigate', (event) => {
    if (!isOwnAddress(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    if (!isOwnAddress(event.url)) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!isOwnAddress(event.url)) event.preventDefault();
  });
}
