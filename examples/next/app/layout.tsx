import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import "./page.css";

export const metadata: Metadata = { title: "Book a place" };
export const viewport: Viewport = { width: "device-width", initialScale: 1, colorScheme: "light dark" };

// biome-ignore lint/style/noDefaultExport: Next.js reads it
export default function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>
        <main>{children}</main>
      </body>
    </html>
  );
}
