import { type IpcMainInvokeEvent, ipcMain, type WebContents } from 'electron';
import type { ZodType } from 'zod';
import type { Reply } from '../../shared/contract/desktop.ts';
import { ExpectedError, toWireError } from '../../shared/errors/errors.ts';
import { isTrustedSender } from './security/trustedSender.ts';

export const channelPrefix = 'quarterdeck:';

/** Answers one named request of the page: sender and input are checked first, and a failure keeps its code. */
export function answer<Input>(
  name: string,
  input: ZodType<Input>,
  own: () => WebContents | null,
  work: (input: Input, sender: WebContents) => Promise<unknown> | unknown,
): void {
  async function handle(event: IpcMainInvokeEvent, given: unknown): Promise<Reply<unknown>> {
    try {
      if (!isTrustedSender(event, own()))
        throw new ExpectedError('badRequest', 'This is not the page of Quarterdeck.');
      const parsed = input.safeParse(given);
      if (!parsed.success)
        throw new ExpectedError('badRequest', `${name}: ${parsed.error.issues[0]?.message ?? 'bad input'}`);
      return { value: await work(parsed.data, event.sender) };
    } catch (error) {
      if (!(error instanceof ExpectedError)) console.error(error);
      return { error: toWireError(error) };
    }
  }
  ipcMain.handle(channelPrefix + name, handle);
}
