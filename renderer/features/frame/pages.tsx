import {
  BarChartOutlined,
  DatabaseOutlined,
  GiftOutlined,
  RiseOutlined,
  SyncOutlined,
  TeamOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';

/** The rail, top to bottom. Words are `page.<key>` and, for what it needs and shows, `page.<key>.about`. */
export const pages = [
  { key: 'overview', path: '/overview', icon: <BarChartOutlined /> },
  { key: 'retention', path: '/retention', icon: <SyncOutlined /> },
  { key: 'upsell', path: '/upsell', icon: <RiseOutlined /> },
  { key: 'crossSell', path: '/cross-sell', icon: <GiftOutlined /> },
  { key: 'accounts', path: '/accounts', icon: <TeamOutlined /> },
  { key: 'data', path: '/data', icon: <DatabaseOutlined /> },
] as const satisfies readonly { key: string; path: string; icon: ReactNode }[];

export type PageKey = (typeof pages)[number]['key'];
