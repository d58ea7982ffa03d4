import type { ReactNode } from "react";

type Props = {
  /** News stands in the page's own colour, a refusal in danger. */
  isNews?: boolean;
  children: ReactNode;
};

/** What became of the answer before. Its id is for the field that it is about. */
export function SaidLine({ isNews = false, children }: Props) {
  return (
    <p id="said" role={isNews ? "status" : "alert"} className={`mt-3 text-lead font-medium ${isNews ? "" : "text-danger"}`}>
      {children}
    </p>
  );
}
