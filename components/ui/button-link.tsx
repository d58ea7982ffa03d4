import Link from "next/link";
import type { ReactNode } from "react";

type Props = {
  href: string;
  children: ReactNode;
  variant?: "primary" | "outline" | "ghost" | "danger-soft";
  size?: "sm" | "md" | "lg";
  /** Opens Autotask or another place that is not ours in a tab of its own. */
  external?: boolean;
  "aria-label"?: string;
};

/** A link that looks like a button: it goes somewhere. What does something is a `Button`. */
export function ButtonLink({ href, children, variant = "outline", size = "md", external = false, ...rest }: Props) {
  const className = `button button--${size} button--${variant}`;
  if (external) {
    return (
      <a href={href} target="_blank" rel="noopener noreferrer" className={className} {...rest}>
        {children}
      </a>
    );
  }
  return (
    <Link href={href} className={className} {...rest}>
      {children}
    </Link>
  );
}
