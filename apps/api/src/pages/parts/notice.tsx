import type { Child } from "hono/jsx";

interface NoticeProps {
  title: string;
  /** `bad`: what was asked for did not happen. */
  tone: "bad" | "good" | "plain";
  children?: Child;
}

/** What a page has to say before anything else. It gets the focus where it answers a form. */
export const Notice = ({ title, tone, children }: NoticeProps) => (
  <section class={`notice ${tone}`} role={tone === "bad" ? "alert" : "status"} tabindex={-1} data-focus="">
    <h2>{title}</h2>
    {children}
  </section>
);
