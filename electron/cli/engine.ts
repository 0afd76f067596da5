import { basename, resolve } from 'node:path';
import { contract, type EngineContract } from '../../shared/contract/contract.ts';
import type { InputOf, OutputOf, Progress } from '../../shared/contract/method.ts';
import { ExpectedError } from '../../shared/errors/errors.ts';
import { createFileGrants, type GrantMode } from '../engine/files.ts';
import { createHandlers } from '../engine/handlers/createHandlers.ts';

/** The engine in this process, asked through the same contract as the screen asks it. */
export interface LocalEngine {
  call<Name extends keyof EngineContract>(
    name: Name,
    input: InputOf<EngineContract[Name]>,
  ): Promise<OutputOf<EngineContract[Name]>>;
  /** Grants a path of the command line and gives its handle. */
  file(path: string, mode: GrantMode): string;
  dispose(): Promise<void>;
}

export function createLocalEngine(
  signal: AbortSignal,
  onProgress: (progress: Progress) => void,
): LocalEngine {
  const grants = createFileGrants();
  const { handlers, dispose } = createHandlers(grants);
  let granted = 0;
  return {
    async call(name, input) {
      const parsed = contract[name].input.safeParse(input);
      if (!parsed.success) {
        const issue = parsed.error.issues[0];
        throw new ExpectedError(
          'usage',
          `${issue?.path.join('.') ?? name}: ${issue?.message ?? 'not valid'}`,
        );
      }
      const run = handlers[name] as (input: unknown, context: object) => unknown;
      return (await run(parsed.data, { signal, progress: onProgress })) as never;
    },
    file(path, mode) {
      const handle = `cli-${granted++}`;
      grants.grant({ handle, path: resolve(path), mode, name: basename(path) });
      return handle;
    },
    dispose,
  };
}
