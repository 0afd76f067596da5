import type { ingestContract } from '../../../shared/contract/ingest.ts';
import type { Handlers } from '../../../shared/contract/method.ts';
import type { FileGrants } from '../files.ts';
import { importFile } from '../ingest/importFile.ts';
import { previewFile } from '../ingest/previewFile.ts';
import type { Session } from '../session.ts';

/** Files on their way in. */
export function ingestHandlers(
  session: Session,
  grants: FileGrants,
): Handlers<typeof ingestContract, AbortSignal> {
  return {
    'ingest.preview': async ({ file, kind, read }, { signal, progress }) => {
      const preview = await previewFile(
        grants.resolve(file, 'read'),
        { name: grants.name(file), kind, read },
        { signal, progress },
      );
      const earlier = session.hasWorkspace()
        ? session
            .workspace()
            .batches()
            .find((batch) => batch.hash === preview.hash && batch.state === 'active')
        : undefined;
      return { ...preview, importedBefore: earlier?.id ?? null };
    },
    'ingest.import': async ({ file, ...request }, { signal, progress }) => {
      const before = session.info();
      const { batch, ...result } = await importFile(
        session.workspace(),
        grants.resolve(file, 'read'),
        { ...request, name: grants.name(file) },
        { signal, progress },
      );
      const info = session.info();
      const created = {
        accounts: info.accounts - before.accounts,
        products: info.products - before.products,
      };
      return { batch, ...result, created, info };
    },
  };
}
