import { X } from "lucide-react";
import { type ReactNode, useId } from "react";
import { Dialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { useTranslations } from "use-intl";
import { Button } from "./button.tsx";
import { useIsWide } from "./media.ts";

interface PanelProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
}

/** More about one thing of the page: beside it where there is room, over it otherwise. */
export function Panel({ title, onClose, children }: PanelProps) {
  const isWide = useIsWide();
  const headingId = useId();
  const t = useTranslations("common");
  const close = (
    <Button look="quiet" isIcon aria-label={t("close")} onPress={onClose}>
      <X size={20} aria-hidden />
    </Button>
  );
  if (isWide) {
    return (
      <aside className="panel panel-aside" aria-labelledby={headingId}>
        <div className="dialog-head">
          <h2 id={headingId}>{title}</h2>
          {close}
        </div>
        {children}
      </aside>
    );
  }
  return (
    <ModalOverlay className="scrim" isOpen onOpenChange={(open) => !open && onClose()} isDismissable>
      <Modal className="panel-sheet">
        <Dialog className="panel">
          <div className="dialog-head">
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            {close}
          </div>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
