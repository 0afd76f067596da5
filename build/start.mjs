/** `npm start [-- file]`: what Node makes of the launcher's sources is kept from start to start. */
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

enableCompileCache(fileURLToPath(new URL('../dist/compiled', import.meta.url)));
await import('./launch.ts');
