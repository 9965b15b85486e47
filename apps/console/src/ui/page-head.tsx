import { type ReactNode, useEffect } from "react";

/** The title of a page, also that of the browser's tab, and what can be done there. */
export function PageHead({ title, children }: { title: string; children?: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Holdfast`;
  }, [title]);
  return (
    <header className="page-head">
      <h1>{title}</h1>
      {children}
    </header>
  );
}
