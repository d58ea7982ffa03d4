import type { ReactNode } from "react";

type Props = {
  /** Why it is empty. */
  title: string;
  children?: ReactNode;
  /** The next step: what fills it, or the filter that hides it. */
  actions?: ReactNode;
  foot?: ReactNode;
};

/** A list with nothing in it: why, and what next. */
export function Empty({ title, children, actions, foot }: Props) {
  return (
    <div className="mx-auto max-w-[30rem] px-4 py-10">
      <h3 className="text-[1.0625rem] leading-6 font-semibold">{title}</h3>
      {children !== undefined && <div className="mt-2 text-body text-muted">{children}</div>}
      {actions !== undefined && <div className="mt-5 flex flex-wrap gap-2">{actions}</div>}
      {foot !== undefined && <div className="mt-8 border-t border-separator pt-4 text-dense text-muted">{foot}</div>}
    </div>
  );
}
