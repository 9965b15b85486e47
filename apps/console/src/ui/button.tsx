import { Button as AriaButton, type ButtonProps as AriaProps } from "react-aria-components/Button";

export interface ButtonProps extends Omit<AriaProps, "className"> {
  look?: "primary" | "plain" | "quiet" | "danger";
  /** A square one around an icon; it needs an `aria-label`. */
  isIcon?: boolean;
  className?: string;
}

export function Button({ look = "plain", isIcon = false, className = "", ...props }: ButtonProps) {
  return (
    <AriaButton {...props} className={`button button-${look} ${isIcon ? "button-icon" : ""} ${className}`} />
  );
}
