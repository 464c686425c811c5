import { defaultMemoryLimit, watchMemory } from "./memory-limit.ts";
import { doPhotoJob, type PhotoJob } from "./photo-job.ts";

// The other end of worker-pool.ts: a process that does one job after another and can be killed at any moment.

process.on("message", async (job) => {
  try {
    process.send?.(await doPhotoJob(job as PhotoJob));
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    process.send?.({ failure: { code: "photo/failed", message: "could not be worked on", found } });
  }
});

// The build is gone: nobody waits for the rest. Not exit(), which would wait for the encoder's thread.
process.on("disconnect", () => process.kill(process.pid, "SIGKILL"));

// Better this process than whatever else the system would choose.
const limit = Number(process.argv[2] ?? defaultMemoryLimit);
watchMemory(limit, (held) => {
  const failure = {
    code: "photo/failed",
    message: `needs more than ${limit} MB of memory and was given up`,
    found: `${held} MB`,
  };
  process.send?.({ failure }, () => process.kill(process.pid, "SIGKILL"));
});
