import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join, sep } from "node:path";
import { MinisignError, readSecretKey, type SecretKey } from "../src/editions/minisign.ts";

/**
 * The outlet's key: from BROADSHEET_KEY, else the user's config folder; undefined where there is none. Never from the site.
 * Throws MinisignError for one that can't be read, or lies below the site.
 */
export function secretKey(site: string): SecretKey | undefined {
  const password = process.env.BROADSHEET_KEY_PASSWORD;
  const given = process.env.BROADSHEET_KEY;
  if (given !== undefined && given.trim() !== "") return readSecretKey(given, password);
  const file = keyFile();
  if (!existsSync(file)) return undefined;
  refuseInside(site, file);
  // Windows has no such rights: what is told of them there says nothing.
  if (process.platform !== "win32" && (statSync(file).mode & 0o077) !== 0)
    console.error(`Others on this machine may read the secret key. Take that right away: chmod 600 ${file}`);
  return readSecretKey(readFileSync(file, "utf8"), password);
}

/** `$XDG_CONFIG_HOME/broadsheet/key`, else the platform's place for such files. */
export function keyFile(): string {
  const { XDG_CONFIG_HOME: config, APPDATA: roaming } = process.env;
  const folder = config || (process.platform === "win32" && roaming) || join(homedir(), ".config");
  return join(folder, "broadsheet", "key");
}

/** A key below the site's folder would be committed, or published, one day. */
export function refuseInside(site: string, file: string): void {
  let folder = dirname(file);
  while (!existsSync(folder)) folder = dirname(folder);
  if (`${realpathSync(folder)}${sep}`.startsWith(`${realpathSync(site)}${sep}`)) {
    throw new MinisignError(
      `The key's place, ${file}, is below the site's folder: it must never be. Set XDG_CONFIG_HOME.`,
    );
  }
}
