import { FuseV1Options } from '@electron/fuses';
import { expect, test } from 'vitest';
import { type PackContext, programFile } from '../../build/afterPack.ts';
import { fuses } from '../../build/fuses.ts';

test('every fuse there is has a stated setting', () => {
  const all = Object.values(FuseV1Options).filter((value): value is number => typeof value === 'number');
  const stated = Object.keys(fuses)
    .filter((key) => /^\d+$/.test(key))
    .map(Number);
  expect(stated.sort()).toEqual(all.sort());
  expect(fuses.strictlyRequireAllFuses).toBe(true);
});

test('nothing that runs other code is left on', () => {
  expect(fuses[FuseV1Options.RunAsNode]).toBe(false);
  expect(fuses[FuseV1Options.EnableNodeOptionsEnvironmentVariable]).toBe(false);
  expect(fuses[FuseV1Options.EnableNodeCliInspectArguments]).toBe(false);
  expect(fuses[FuseV1Options.GrantFileProtocolExtraPrivileges]).toBe(false);
  expect(fuses[FuseV1Options.OnlyLoadAppFromAsar]).toBe(true);
  expect(fuses[FuseV1Options.EnableEmbeddedAsarIntegrityValidation]).toBe(true);
});

test.each([
  ['darwin', '/out/Quarterdeck.app'],
  ['win32', '/out/Quarterdeck.exe'],
  ['linux', '/out/quarterdeck'],
])('the program file of %s is found', (electronPlatformName, expected) => {
  const context: PackContext = {
    appOutDir: '/out',
    electronPlatformName,
    packager: { appInfo: { productFilename: 'Quarterdeck' }, executableName: 'quarterdeck' },
  };
  expect(programFile(context).replaceAll('\\', '/')).toBe(expected);
});
