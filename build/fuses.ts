import { type FuseConfig, FuseV1Options, FuseVersion, flipFuses, getCurrentFuseWire } from '@electron/fuses';

/**
 * Switches burnt into the packaged program before it is signed.
 * https://www.electronjs.org/docs/latest/tutorial/fuses
 */
export const fuses = {
  version: FuseVersion.V1,
  strictlyRequireAllFuses: true,
  resetAdHocDarwinSignature: true,
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  [FuseV1Options.WasmTrapHandlers]: true,
} satisfies FuseConfig;

const on = '1'.charCodeAt(0);

/** Flips the fuses of a program file and reads them back; throws where one is not as it should be. */
export async function setFuses(program: string): Promise<void> {
  await flipFuses(program, fuses);
  const wire = (await getCurrentFuseWire(program)) as unknown as Record<number, number>;
  for (const [index, wanted] of Object.entries(fuses).filter(([key]) => /^\d+$/.test(key))) {
    if ((wire[Number(index)] === on) !== wanted)
      throw new Error(`Fuse ${index} of ${program} is not ${wanted}`);
  }
}
