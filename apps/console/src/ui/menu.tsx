import { EllipsisVertical } from "lucide-react";
import { Menu, MenuItem, MenuTrigger } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";
import { Button } from "./button.tsx";

export interface MenuAction {
  id: string;
  name: string;
  isDangerous?: boolean;
  onAction: () => void;
}

/** What else can be done with a thing. */
export function ActionMenu({ label, actions }: { label: string; actions: readonly MenuAction[] }) {
  return (
    <MenuTrigger>
      <Button look="quiet" isIcon aria-label={label}>
        <EllipsisVertical size={18} aria-hidden />
      </Button>
      <Popover className="popover" placement="bottom end">
        <Menu className="menu" items={actions}>
          {({ id, name, isDangerous, onAction }) => (
            <MenuItem
              id={id}
              className={`menu-item ${isDangerous ? "menu-item-danger" : ""}`}
              onAction={onAction}
            >
              {name}
            </MenuItem>
          )}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
