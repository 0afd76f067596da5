import { app } from 'electron';
import { filesFrom, filesOf } from './launchFiles.ts';
import { startQuarterdeck } from './quarterdeck.ts';
import { registerAppScheme } from './security/appProtocol.ts';

/** One program at a time: a second start hands its files to the first and ends. */
function main(): void {
  const files = filesOf(process.argv, process.defaultApp === true, process.cwd());
  if (!app.requestSingleInstanceLock({ files })) {
    app.quit();
    return;
  }
  app.enableSandbox();
  registerAppScheme();
  const quarterdeck = startQuarterdeck(files);
  app.on('open-file', (event, path) => {
    event.preventDefault();
    quarterdeck.openFiles([path]);
  });
  app.on('second-instance', (_event, _argv, _folder, data) => quarterdeck.openFiles(filesFrom(data)));
}

main();
