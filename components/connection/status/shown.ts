// How many of each the status page shows before one asks for more. Read by the server, too, for the first paint.

export const LATEST = 6;
export const EVENTS_SHOWN = 8;
export const GAPS_SHOWN = 5;
