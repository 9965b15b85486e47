import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/controls.css";
import "./styles/lists.css";
import "./styles/shell.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { queryClient } from "./holdfast.ts";
import { LanguageProvider } from "./language/index.ts";
import { applyTheme, readTheme } from "./preferences/index.ts";
import { router } from "./router.tsx";

applyTheme(readTheme());

const root = document.getElementById("root");
if (!root) throw new Error("the page has no #root");
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <LanguageProvider>
        <RouterProvider router={router} />
      </LanguageProvider>
    </QueryClientProvider>
  </StrictMode>,
);
