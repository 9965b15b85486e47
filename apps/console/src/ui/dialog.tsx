import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Dialog as AriaDialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { useTranslations } from "use-intl";
import { Button } from "./button.tsx";

interface DialogProps {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
}

/** A form or a question over the page. */
export function Dialog({ title, isOpen, onClose, children }: DialogProps) {
  const t = useTranslations("common");
  return (
    <ModalOverlay className="scrim" isOpen={isOpen} onOpenChange={(open) => !open && onClose()} isDismissable>
      <Modal className="modal">
        <AriaDialog className="dialog">
          <div className="dialog-head">
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            <Button look="quiet" isIcon aria-label={t("close")} onPress={onClose}>
              <X size={20} aria-hidden />
            </Button>
          </div>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

interface ConfirmDialogProps extends DialogProps {
  /** What the button says: the thing that it does, never "OK". */
  action: string;
  isPending: boolean;
  onConfirm: () => void;
}

/** Asks before something that cannot be taken back. */
export function ConfirmDialog({ action, isPending, onConfirm, children, ...props }: ConfirmDialogProps) {
  const t = useTranslations("common");
  return (
    <Dialog {...props}>
      <div>{children}</div>
      <div className="form-actions">
        <Button onPress={props.onClose}>{t("keep")}</Button>
        <Button look="danger" isPending={isPending} onPress={onConfirm}>
          {action}
        </Button>
      </div>
    </Dialog>
  );
}
