import type { Guard } from "./guard.ts";

/** A person who left keeps neither mailbox nor phone for sure, whatever the method. */
export const inactiveContact: Guard = ({ circumstances }) => (circumstances.contact.isActive ? null : "verification.contact_inactive");
