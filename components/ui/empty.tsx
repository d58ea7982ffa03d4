import type { ReactNode } from "react";

type Props = {
  /** Why it is empty. */
  title: string;
  children?: ReactNode;
  /** The next step: what fills it, or the filter that hides it. */
  actions?: ReactNode;
  foot?: ReactNode;
  /** 2 where no panel title stands above it. */
  level?: 2 | 3;
};

/** A list with nothing in it: why, and what next. */
export function Empty({ title, children, actions, foot, level = 3 }: Props) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <div className="mx-auto max-w-[30rem] px-4 py-10">
      <Heading className="text-[1.0625rem] leading-6 font-semibold">{title}</Heading>
      {children !== undefined && <div className="mt-2 text-body text-muted">{children}</div>}
      {actions !== undefined && <div className="mt-5 flex flex-wrap gap-2">{actions}</div>}
      {foot !== undefined && <div className="mt-8 border-t border-separator pt-4 text-dense text-muted">{foot}</div>}
    </div>
  );
}
