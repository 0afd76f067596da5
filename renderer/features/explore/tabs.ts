import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import type { MessageKey } from '../../../shared/i18n/messages.ts';

interface ExploreTab {
  /** The last part of the page's address. */
  key: string;
  label: MessageKey;
  /** Statements read every table, so they need no sales. */
  needsSales: boolean;
  Content: LazyExoticComponent<ComponentType>;
}

/** The ways to look at the book freely, in the order of the tab bar; each is loaded when first gone to. */
export const exploreTabs: readonly ExploreTab[] = [
  {
    key: 'charts',
    label: 'explore.tab.charts',
    needsSales: true,
    Content: lazy(async () => ({ default: (await import('./ChartsTab.tsx')).ChartsTab })),
  },
  {
    key: 'pivot',
    label: 'explore.tab.pivot',
    needsSales: true,
    Content: lazy(async () => ({ default: (await import('../pivot/PivotTab.tsx')).PivotTab })),
  },
  {
    key: 'sql',
    label: 'explore.tab.sql',
    needsSales: false,
    Content: lazy(async () => ({ default: (await import('../sql/SqlTab.tsx')).SqlTab })),
  },
];
