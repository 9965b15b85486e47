import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { SignInError, signIn } from "../session/index.ts";
import { Button, TextField, useExplain } from "../ui/index.ts";
import { Settings } from "./settings.tsx";

const KEY_MAX_CHARACTERS = 255;

/** Where nobody is signed in. The key goes to the server once, and is nowhere in the page afterwards. */
export function SignInPage() {
  const t = useTranslations("signIn");
  const queries = useQueryClient();
  const [key, setKey] = useState("");
  const enter = useMutation({
    mutationFn: () => signIn(queries, key.trim()),
    meta: { isToldInPlace: true },
    onSuccess: () => setKey(""),
  });
  useEffect(() => {
    document.title = `${t("title")} · Holdfast`;
  }, [t]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (key.trim() !== "") enter.mutate();
  };
  return (
    <main className="sign-in">
      <div className="card sign-in-card">
        <p className="brand">
          <img src={`${import.meta.env.BASE_URL}favicon.svg`} alt="" />
          Holdfast
        </p>
        <h1>{t("title")}</h1>
        <form className="form" onSubmit={submit}>
          <TextField
            label={t("key")}
            help={t("help")}
            type="password"
            name="password"
            autoComplete="current-password"
            maxLength={KEY_MAX_CHARACTERS}
            value={key}
            onChange={setKey}
            autoFocus
          />
          {enter.isError && <SignInFailure error={enter.error} />}
          <Button look="primary" type="submit" isPending={enter.isPending}>
            {t("action")}
          </Button>
        </form>
        <Settings />
      </div>
    </main>
  );
}

function SignInFailure({ error }: { error: unknown }) {
  const t = useTranslations("signIn");
  const { text } = useExplain()(error);
  const refusals: Record<number, string> = { 400: t("wrong"), 401: t("wrong"), 429: t("tooMany") };
  const refused = error instanceof SignInError ? refusals[error.status] : undefined;
  return (
    <p className="notice notice-danger" role="alert">
      {refused ?? text}
    </p>
  );
}
