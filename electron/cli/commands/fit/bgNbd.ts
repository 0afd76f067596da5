import {
  bgNbdActive,
  bgNbdExpected,
  fitBgNbd as fit,
} from '../../../engine/analysis/retention/purchases/bgNbd.ts';
import type { Answer, Command } from '../../command.ts';
import { answerPurchases } from './purchases.ts';

/** How often customers without contract buy, and which are still active: BG/NBD. */
export function fitBgNbd(context: Parameters<Command>[0]): Promise<Answer> {
  return answerPurchases(context, { fit, active: bgNbdActive, expected: bgNbdExpected });
}
