import type { Session } from 'electron';

/** The page may put what the user copies on the clipboard; nothing else is ever granted. */
const granted = new Set(['clipboard-sanitized-write']);

/**
 * 5: Electron grants every permission unless told otherwise.
 * https://www.electronjs.org/docs/latest/tutorial/security#5-handle-session-permission-requests-from-remote-content
 */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(granted.has(permission)));
  session.setPermissionCheckHandler((_contents, permission) => granted.has(permission));
  session.setDevicePermissionHandler(() => false);
}
