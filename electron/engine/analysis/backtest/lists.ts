import { activityList } from './lists/activityList.ts';
import { churnList } from './lists/churnList.ts';
import { headroomList } from './lists/headroomList.ts';
import { nextProductList } from './lists/nextProductList.ts';
import { popularityList } from './lists/popularityList.ts';
import { recencyList } from './lists/recencyList.ts';
import { revenueList } from './lists/revenueList.ts';
import { rhythmList } from './lists/rhythmList.ts';
import { whiteSpaceList } from './lists/whiteSpaceList.ts';
import type { EventKind, ListMaker } from './rankedList.ts';

export const listNames = ['retain', 'rhythm', 'activity', 'upsell', 'cross-sell', 'white-space'] as const;
export type ListName = (typeof listNames)[number];

/** Other names by which a list may be asked for. */
export const listAliases: Record<string, ListName> = {
  risk: 'retain',
  churn: 'retain',
  headroom: 'upsell',
  'next-product': 'cross-sell',
};

export const rivalNames = ['recency', 'revenue', 'popularity'] as const;
export type RivalName = (typeof rivalNames)[number];

interface ListDefinition {
  kind: EventKind;
  make: ListMaker;
}

export const lists: Record<ListName, ListDefinition> = {
  retain: { kind: 'retain', make: churnList },
  rhythm: { kind: 'retain', make: rhythmList },
  activity: { kind: 'retain', make: activityList },
  upsell: { kind: 'upsell', make: headroomList },
  'cross-sell': { kind: 'cross-sell', make: nextProductList },
  'white-space': { kind: 'cross-sell', make: whiteSpaceList },
};

/** The naive list that each kind must beat. */
export const rivalOf: Record<EventKind, RivalName> = {
  retain: 'recency',
  upsell: 'revenue',
  'cross-sell': 'popularity',
};

export const rivals: Record<RivalName, ListMaker> = {
  recency: recencyList,
  revenue: revenueList,
  popularity: popularityList,
};
