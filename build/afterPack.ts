import { join } from 'node:path';
import { setFuses } from './fuses.ts';

/** The part of electron-builder's context that is used. */
export interface PackContext {
  appOutDir: string;
  electronPlatformName: string;
  packager: { appInfo: { productFilename: string }; executableName?: string };
}

/** Called by electron-builder when a program is put together and not yet signed. */
export async function afterPack(context: PackContext): Promise<void> {
  await setFuses(programFile(context));
}

export function programFile({ appOutDir, electronPlatformName, packager }: PackContext): string {
  const name = packager.appInfo.productFilename;
  if (electronPlatformName === 'darwin' || electronPlatformName === 'mas')
    return join(appOutDir, `${name}.app`);
  if (electronPlatformName === 'win32') return join(appOutDir, `${name}.exe`);
  return join(appOutDir, packager.executableName ?? name);
}
