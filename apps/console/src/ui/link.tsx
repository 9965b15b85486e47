import { createLink } from "@tanstack/react-router";
import { Link as AriaLink } from "react-aria-components/Link";

/** A link to another page of the console. */
export const Link = createLink(AriaLink);
