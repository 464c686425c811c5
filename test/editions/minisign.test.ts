import { scryptSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import {
  MinisignError,
  newKey,
  publicKeyLine,
  readPublicKey,
  readSecretKey,
  readSignature,
  secretKeyText,
  signBytes,
  signFile,
  verifyBytes,
  verifyFile,
} from "../../src/editions/minisign.ts";

// Made with minisign 0.11 (Debian 12): `minisign -G -W`, then `minisign -Sm list.txt -t "of the test"`. A test's key, used nowhere.
const theirPublicKey = "RWQRxwjxqy0TyZ2CVwhlCCL/u3HwB8M80CAB/biRqHvw6rnYIEbiw44t";
const theirSecretKey = `untrusted comment: minisign encrypted secret key
RWQAAEIyAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAEccI8astE8n6Ul8jNbZI/LYqZKC2LzJLHxE2Yto019ug4R3JC6vQqJ2CVwhlCCL/u3HwB8M80CAB/biRqHvw6rnYIEbiw44tAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
`;
const theirText = "one\ntwo\n";
const theirSignature = `untrusted comment: signature from minisign secret key
RUQRxwjxqy0Tyd6p74evkmoq4/GdYNMKrcrdRC7BcCvlgOUlmeSVYettVOZLADcY/EyM/hEwZMRLiGw+LJ+WbJ15ttPj87V/0AI=
trusted comment: of the test
JVCfHzjeIGvT62l2OGa/BvnkWvlKn/AGGxDSP4jTdajuVFO1fhtkzMp6EGOzDtFs80ejaenYYZEQOeZjsWpECA==
`;

const temporary = mkdtempSync(join(tmpdir(), "broadsheet-"));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

describe("minisign's own files", () => {
  test("are read: its signature of its text is right, of another stale", () => {
    const signature = readSignature(theirSignature);
    expect(signature.trustedComment).toBe("of the test");
    expect(verifyBytes(theirText, signature, readPublicKey(theirPublicKey))).toBe("right");
    expect(verifyBytes("one\ntwp\n", signature, readPublicKey(theirPublicKey))).toBe("stale");
  });

  test("are written alike: its secret key gives its signature to the byte", () => {
    const secret = readSecretKey(theirSecretKey);
    expect(publicKeyLine(secret)).toBe(theirPublicKey);
    const ours = signBytes(theirText, { secret, trustedComment: "of the test" });
    expect(ours.split("\n").slice(1)).toEqual(theirSignature.split("\n").slice(1));
    expect(secretKeyText(secret).split("\n")[1]).toBe(theirSecretKey.split("\n")[1]);
  });
});

describe("a signature", () => {
  const secret = newKey();
  const text = signBytes("bytes", { secret, trustedComment: "file:x" });

  test("is the same for the same bytes, key and comment, and right for a file of them too", async () => {
    const file = join(temporary, "x");
    writeFileSync(file, "bytes");
    expect(await signFile(file, { secret, trustedComment: "file:x" })).toBe(text);
    expect(await verifyFile(file, readSignature(text), secret)).toBe("right");
    writeFileSync(file, "bytez");
    expect(await verifyFile(file, readSignature(text), secret)).toBe("stale");
  });

  test("is wrong with another key, another comment, or a byte of it turned", () => {
    expect(verifyBytes("bytes", readSignature(text), newKey())).toBe("wrong");
    expect(verifyBytes("bytes", readSignature(text), { ...newKey(), keyId: secret.keyId })).toBe("wrong");
    expect(verifyBytes("bytes", readSignature(text.replace("file:x", "file:y")), secret)).toBe("wrong");
    const lines = text.split("\n");
    const turned = Buffer.from(lines[1] ?? "", "base64");
    turned[40] = (turned[40] ?? 0) ^ 1;
    lines[1] = turned.toString("base64");
    expect(verifyBytes("bytes", readSignature(lines.join("\n")), secret)).toBe("wrong");
  });

  test("that is none says so", () => {
    for (const damaged of ["", "words", text.slice(0, 90), text.replace("\ntrusted comment: ", "\n")]) {
      expect(() => readSignature(damaged)).toThrow(MinisignError);
    }
    expect(() => readPublicKey("RWQ")).toThrow(MinisignError);
    expect(() => readSecretKey("RWQ")).toThrow(MinisignError);
  });
});

describe("an encrypted secret key", () => {
  const secret = newKey();
  const text = encrypted("correct horse");

  test("is opened by its password alone", () => {
    expect(publicKeyLine(readSecretKey(text, "correct horse"))).toBe(publicKeyLine(secret));
    expect(() => readSecretKey(text, "battery")).toThrow("does not open");
    expect(() => readSecretKey(text)).toThrow("BROADSHEET_KEY_PASSWORD");
  });

  /** As minisign encrypts, with libsodium's least limits: N = 2^10, r = 8, p = 1 of 32,768 operations and 16 MiB. */
  function encrypted(password: string): string {
    const plain = Buffer.from(secretKeyText(secret).split("\n")[1] ?? "", "base64");
    plain.write("Sc", 2, "latin1");
    plain.fill(7, 6, 38);
    plain.writeBigUInt64LE(32_768n, 38);
    plain.writeBigUInt64LE(16_777_216n, 46);
    const stream = scryptSync(password, plain.subarray(6, 38), 104, { N: 1024, r: 8, p: 1 });
    for (const [index, byte] of stream.entries()) plain[54 + index] = (plain[54 + index] ?? 0) ^ byte;
    return `untrusted comment: minisign encrypted secret key\n${plain.toString("base64")}\n`;
  }
});
