import {
  BarChartOutlined,
  CheckSquareOutlined,
  DatabaseOutlined,
  DotChartOutlined,
  GiftOutlined,
  RiseOutlined,
  SyncOutlined,
  TeamOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';

/** The rail, top to bottom. Words are `page.<key>` and, for what it needs and shows, `page.<key>.about`. */
export const pages = [
  { key: 'overview', path: '/overview', icon: <BarChartOutlined aria-hidden /> },
  { key: 'retention', path: '/retention', icon: <SyncOutlined aria-hidden /> },
  { key: 'upsell', path: '/upsell', icon: <RiseOutlined aria-hidden /> },
  { key: 'crossSell', path: '/cross-sell', icon: <GiftOutlined aria-hidden /> },
  { key: 'opportunities', path: '/opportunities', icon: <CheckSquareOutlined aria-hidden /> },
  { key: 'accounts', path: '/accounts', icon: <TeamOutlined aria-hidden /> },
  { key: 'explore', path: '/explore', icon: <DotChartOutlined aria-hidden /> },
  { key: 'data', path: '/data', icon: <DatabaseOutlined aria-hidden /> },
] as const satisfies readonly { key: string; path: string; icon: ReactNode }[];

export type PageKey = (typeof pages)[number]['key'];
