import type { FieldInfo } from '../../../shared/contract/analyse.ts';

/** Texts that several accounts share, to group or compare them by: not what names the account itself. */
export function isSharedText({ name, of, type, distinct, unique }: FieldInfo): boolean {
  const isOfAccount = (of === 'account' && name !== 'account' && name !== 'account_name') || of === 'sales';
  return isOfAccount && type === 'text' && distinct > 1 && !unique;
}
