/**
 * Loaded into every part (`node --import`): ends it when the launcher is gone, however that happened. Without this, a
 * kill -9 of the launcher would leave web and worker running, and the next start would find its port in use.
 */
const POLL_MS = 500;
const GRACE_MS = 10_000;
const parent = process.ppid;
// Its parent's number alone is not enough: a launcher killed before this line ran was somebody else's child already.
const launcher = Number(process.env.COUNTERSIGN_LAUNCHER ?? 0);

const watch = setInterval(() => {
  if (process.ppid === parent && isThere(launcher)) return;
  clearInterval(watch);
  process.kill(process.pid, "SIGTERM");
  setTimeout(() => process.exit(1), GRACE_MS).unref();
}, POLL_MS);
watch.unref();

function isThere(pid) {
  try {
    return pid === 0 || process.kill(pid, 0);
  } catch (error) {
    return error.code === "EPERM";
  }
}
