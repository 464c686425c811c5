// A worker for tests: dies, hangs or answers, by the name of the photo that it is given.
process.on("message", (job) => {
  if (job.path.includes("dies")) process.kill(process.pid, "SIGKILL");
  if (job.path.includes("exits")) process.exit(7);
  if (job.path.includes("hangs")) return;
  process.send({ kind: "made", made: [] });
});
