import {
  fitParetoNbd as fit,
  paretoNbdActive,
  paretoNbdExpected,
} from '../../../engine/analysis/retention/purchases/paretoNbd.ts';
import type { Answer, Command } from '../../command.ts';
import { answerPurchases } from './purchases.ts';

/** How often customers without contract buy, and which are still active: Pareto/NBD. */
export function fitParetoNbd(context: Parameters<Command>[0]): Promise<Answer> {
  return answerPurchases(context, { fit, active: paretoNbdActive, expected: paretoNbdExpected });
}
