import { PointMenu } from './PointMenu.tsx';

export interface RowAction {
  key: string;
  label: string;
  run(): void;
}

export interface OpenMenu {
  x: number;
  y: number;
  actions: RowAction[];
}

/** What can be done with a row, where the pointer is. */
export function RowMenu({ menu, onClose }: { menu: OpenMenu | null; onClose(): void }) {
  if (!menu) return null;
  const items = menu.actions.map(({ key, label, run }) => ({ key, label, onClick: run }));
  return <PointMenu at={menu} items={items} onClose={onClose} />;
}
