// All that a story's page loads: one file for one round trip.
import "./theme-switch.ts";
import "./share.ts";
import "./print-links.ts";
