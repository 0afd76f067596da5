import { Dropdown, type MenuProps } from 'antd';

export type MenuItems = NonNullable<MenuProps['items']>;

interface PointMenuProps {
  at: { x: number; y: number };
  items: MenuItems;
  onClose(): void;
}

/** A menu that opens where the pointer or the cursor is, and has the keyboard. */
export function PointMenu({ at, items, onClose }: PointMenuProps) {
  return (
    <Dropdown
      open
      autoFocus
      trigger={['click']}
      menu={{ items, onClick: onClose, autoFocus: true }}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <span className="row-menu-anchor" style={{ left: at.x, top: at.y }} />
    </Dropdown>
  );
}
