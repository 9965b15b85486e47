import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { BookingPage } from "./booking-page.tsx";
import { queryClient } from "./holdfast.ts";

const root = document.getElementById("root");
if (!root) throw new Error("the page has no #root");
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <BookingPage />
    </QueryClientProvider>
  </StrictMode>,
);
