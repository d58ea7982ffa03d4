/** A failure the person at the console can do something about. The message is shown alone: what happened and what to do. */
export class LaunchError extends Error {}
