import "server-only";
import { notFound } from "next/navigation";
import { NotFoundError } from "../platform/errors.ts";

/** For pages: what is not there, or not theirs, shows the page that says so. Anything else goes to the error boundary. */
export async function orNotFound<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof NotFoundError) notFound();
    throw error;
  }
}
