import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "./button.tsx";

/** A secret that nobody will see again, and a button that copies it. */
export function SecretOnce({ label, value }: { label: string; value: string }) {
  const t = useTranslations("common");
  const [isCopied, setCopied] = useState(false);
  return (
    <div className="secret">
      <p className="notice">{t("shownOnce")}</p>
      <p className="field-label">{label}</p>
      <div className="secret-line">
        <code className="secret-text">{value}</code>
        <Button
          onPress={async () => {
            await navigator.clipboard.writeText(value);
            setCopied(true);
          }}
        >
          {isCopied ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />}
          {isCopied ? t("copied") : t("copy")}
        </Button>
      </div>
    </div>
  );
}
