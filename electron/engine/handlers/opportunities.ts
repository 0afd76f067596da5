import type { Handlers } from '../../../shared/contract/method.ts';
import type { opportunitiesContract } from '../../../shared/contract/opportunities.ts';
import { dayOf } from '../../../shared/domain/calendar.ts';
import type { Ask } from '../../../shared/domain/exhibit.ts';
import { joinId } from '../analysis/opportunities/opportunity.ts';
import { parseDay } from '../book/conditions.ts';
import { decisionsAbout } from '../decisions/decide.ts';
import { type DecisionLog, decisionLog } from '../decisions/standing.ts';
import { atAskedRates, prepare } from '../exhibit/context.ts';
import { weighedOpportunities } from '../exhibit/opportunities/found.ts';
import type { Session } from '../session.ts';

/** What is decided about opportunities. */
export function opportunityHandlers(session: Session): Handlers<typeof opportunitiesContract, AbortSignal> {
  return {
    'opportunities.decide': async ({ ask, ids, ...verdict }, { signal }) => {
      const book = atAskedRates(session.bookIn(ask.slice), { ...ask, question: 'opportunities' });
      const workspace = session.workspace();
      const decisions = decisionsFor(session, ask);
      const listAsk = { ...ask, question: 'opportunities' as const };
      const context = await prepare(book, listAsk, signal, decisions);
      const weighed = await weighedOpportunities(context);
      const { edits, today } = decisions;
      const seen = { book, weighed, edits, asOf: context.asOf, today, now: new Date() };
      const bodies = decisionsAbout(ids, verdict, seen);
      return { edits: workspace.addEdits(bodies.map((body) => ({ kind: 'decision', body }) as const)) };
    },
    'opportunities.setState': ({ edits, state }) => {
      session.workspace().setEditStates(edits, state);
      return null;
    },
    'opportunities.decisions': () => {
      const { accounts, products } = session.book();
      return session
        .workspace()
        .decisions()
        .map((edit) => {
          const { kind, account, product } = edit.body;
          const [a, p] = [
            accounts.indexOf.get(account),
            product === null ? -1 : products.indexOf.get(product),
          ];
          const now =
            a === undefined || p === undefined
              ? null
              : joinId(kind, accounts.keys[a]!, p < 0 ? null : products.keys[p]!);
          return { ...edit, now };
        });
    },
  };
}

/** The decisions that an ask sees, and the day of its snoozes: the as-of date it names, else today. */
export function decisionsFor(session: Session, { asOf }: Pick<Ask, 'asOf'>): DecisionLog {
  return decisionLog(session.workspace().decisions(), asOf === undefined ? today() : parseDay(asOf));
}

function today(): number {
  const now = new Date();
  return dayOf(now.getFullYear(), now.getMonth() + 1, now.getDate());
}
