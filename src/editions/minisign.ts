import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  scryptSync,
  sign,
  timingSafeEqual,
  verify,
} from "node:crypto";
import { createReadStream } from "node:fs";

// Signatures in minisign's format (https://jedisct1.github.io/minisign/#signature-format): Ed25519 over the BLAKE2b-512 of
// the file ("ED"), and a second signature over the first and the trusted comment. `minisign -Vm FILE -P KEY` checks them.

/** Bytes. */
const sizes = { keyId: 8, seed: 32, publicKey: 32, signature: 64, salt: 32, checksum: 32 };

export interface PublicKey {
  keyId: Buffer;
  /** Ed25519, 32 bytes. */
  key: Buffer;
}

export interface SecretKey extends PublicKey {
  /** Ed25519, 32 bytes. */
  seed: Buffer;
}

export interface Signature {
  /** Whether the file's BLAKE2b-512 was signed, as ever since minisign 0.10, or the file itself. */
  isHashed: boolean;
  keyId: Buffer;
  signature: Buffer;
  trustedComment: string;
  globalSignature: Buffer;
}

/** What a signature says of a file; `stale`: the key's own, of this comment, but of other bytes. */
export type Verdict = "right" | "stale" | "wrong";

/** Thrown where a key or a signature can't be read: a sentence for whoever gave it. */
export class MinisignError extends Error {}

/** A new key pair. */
export function newKey(): SecretKey {
  const { privateKey } = generateKeyPairSync("ed25519");
  const { d, x } = privateKey.export({ format: "jwk" });
  return {
    keyId: randomBytes(sizes.keyId),
    seed: Buffer.from(String(d), "base64url"),
    key: Buffer.from(String(x), "base64url"),
  };
}

/** The line that stands in outlet.yaml as `publicKey`, and that `minisign -P` takes. */
export function publicKeyLine({ keyId, key }: PublicKey): string {
  return Buffer.concat([Buffer.from("Ed"), keyId, key]).toString("base64");
}

/** Whether this line is the public half of a key; one that can't be read is not. */
export function isPublicKeyOf(line: string, secret: SecretKey): boolean {
  try {
    return publicKeyLine(readPublicKey(line)) === publicKeyLine(secret);
  } catch {
    return false;
  }
}

/** A secret key's file as `minisign -G -W` writes it: without a password. */
export function secretKeyText(secret: SecretKey): string {
  const plain = Buffer.alloc(2 + sizes.salt + 16); // no key derivation: its name, salt and limits are zeros
  const checksum = Buffer.alloc(sizes.checksum); // zeros too, as minisign leaves it
  const bytes = [Buffer.from("Ed"), plain.subarray(0, 2), Buffer.from("B2"), plain.subarray(2)];
  const body = Buffer.concat([...bytes, secret.keyId, secret.seed, secret.key, checksum]);
  return `untrusted comment: minisign secret key ${idText(secret.keyId)}\n${body.toString("base64")}\n`;
}

/** The number by which minisign names a key: the id's bytes, last first. */
export function idText(keyId: Buffer): string {
  return Buffer.from(keyId).reverse().toString("hex").toUpperCase();
}

/** Reads a public key: the line itself, or the file of two lines. Throws MinisignError. */
export function readPublicKey(text: string): PublicKey {
  const bytes = Buffer.from(lastLine(text), "base64");
  if (bytes.length !== 2 + sizes.keyId + sizes.publicKey || bytes.toString("latin1", 0, 2) !== "Ed") {
    throw new MinisignError("This is no minisign public key: a line of 56 characters that begins with RW.");
  }
  return { keyId: bytes.subarray(2, 10), key: bytes.subarray(10) };
}

/** Reads a secret key's file or its second line; `password` opens an encrypted one. Throws MinisignError. */
export function readSecretKey(text: string, password?: string): SecretKey {
  const bytes = Buffer.from(lastLine(text), "base64");
  const cipherLength = sizes.keyId + sizes.seed + sizes.publicKey + sizes.checksum;
  if (bytes.length !== 54 + cipherLength || bytes.toString("latin1", 0, 2) !== "Ed") {
    throw new MinisignError("This is no minisign secret key: a file of two lines, as `minisign -G -W` writes it.");
  }
  const derivation = bytes.toString("latin1", 2, 4);
  let body: Buffer = bytes.subarray(54);
  if (derivation === "Sc") {
    if (password === undefined) {
      throw new MinisignError("The secret key is encrypted: give its password in BROADSHEET_KEY_PASSWORD.");
    }
    body = decrypted(body, {
      password,
      salt: bytes.subarray(6, 6 + sizes.salt),
      operations: Number(bytes.readBigUInt64LE(38)),
      memory: Number(bytes.readBigUInt64LE(46)),
    });
  } else if (derivation !== "\0\0") {
    throw new MinisignError("The secret key is encrypted in a way that only a newer minisign knows.");
  }
  const [keyId, seed, key] = [body.subarray(0, 8), body.subarray(8, 40), body.subarray(40, 72)];
  const { x } = createPublicKey(privateKeyOf(seed)).export({ format: "jwk" });
  // The seed gives the public half: what does not fit was decrypted wrongly, or damaged.
  if (!timingSafeEqual(Buffer.from(String(x), "base64url"), key)) {
    throw new MinisignError(
      derivation === "Sc" ? "The password does not open the secret key." : "The secret key is damaged.",
    );
  }
  return { keyId, seed, key };
}

interface Encryption {
  password: string;
  salt: Buffer;
  /** libsodium's limits, from which scrypt's own parameters follow. */
  operations: number;
  /** Bytes. */
  memory: number;
}

/** libsodium's `pickparams` of crypto_pwhash_scryptsalsa208sha256, and the stream laid over the key. */
function decrypted(body: Buffer, { password, salt, operations, memory }: Encryption): Buffer {
  const limit = Math.max(operations, 32_768);
  const r = 8;
  const isShort = limit < memory / 32;
  const most = isShort ? limit / (r * 4) : memory / (r * 128);
  const N = 2 ** Math.max(1, Math.ceil(Math.log2(Math.floor(most) / 2 + 0.5)));
  const p = isShort ? 1 : Math.max(1, Math.floor(Math.floor(limit / 4 / N) / r));
  if (N > 2 ** 21 || p > 64) throw new MinisignError("The secret key asks for more memory than any real one.");
  const stream = scryptSync(password, salt, body.length, { N, r, p, maxmem: 256 * N * r + 64 * 1024 * 1024 });
  return Buffer.from(body.map((byte, index) => byte ^ (stream[index] ?? 0)));
}

/** Reads a signature file of four lines. Throws MinisignError. */
export function readSignature(text: string): Signature {
  const [, first = "", comment = "", second = ""] = text.split(/\r?\n/);
  const bytes = Buffer.from(first, "base64");
  const globalSignature = Buffer.from(second, "base64");
  const algorithm = bytes.toString("latin1", 0, 2);
  const isWhole =
    bytes.length === 2 + sizes.keyId + sizes.signature &&
    globalSignature.length === sizes.signature &&
    comment.startsWith("trusted comment: ") &&
    ["ED", "Ed"].includes(algorithm);
  if (!isWhole) throw new MinisignError("This is no minisign signature: four lines, the second begins with RU or RW.");
  return {
    isHashed: algorithm === "ED",
    keyId: bytes.subarray(2, 10),
    signature: bytes.subarray(10),
    trustedComment: comment.slice("trusted comment: ".length),
    globalSignature,
  };
}

export interface SignOptions {
  secret: SecretKey;
  /** Vouched for by the second signature: one line. */
  trustedComment: string;
}

/** The signature file of some bytes. Equal input gives equal text. */
export function signBytes(data: string | Uint8Array, options: SignOptions): string {
  return signatureText(createHash("blake2b512").update(data).digest(), options);
}

/** The signature file of a file of any size, by its path. */
export async function signFile(path: string, options: SignOptions): Promise<string> {
  return signatureText(await fileDigest(path), options);
}

function signatureText(digest: Buffer, { secret, trustedComment }: SignOptions): string {
  if (/[\r\n]/.test(trustedComment)) throw new MinisignError("A trusted comment is one line.");
  const key = privateKeyOf(secret.seed);
  const signature = sign(null, digest, key);
  const globalSignature = sign(null, Buffer.concat([signature, Buffer.from(trustedComment)]), key);
  const line = Buffer.concat([Buffer.from("ED"), secret.keyId, signature]);
  return [
    `untrusted comment: signature of key ${idText(secret.keyId)}`,
    line.toString("base64"),
    `trusted comment: ${trustedComment}`,
    `${globalSignature.toString("base64")}\n`,
  ].join("\n");
}

/** What a signature says of some bytes. */
export function verifyBytes(data: string | Uint8Array, signature: Signature, publicKey: PublicKey): Verdict {
  const signed = signature.isHashed ? createHash("blake2b512").update(data).digest() : Buffer.from(data);
  return verdict(signed, signature, publicKey);
}

/** What a signature says of a file of any size; one over the file itself, as before minisign 0.10, is not checked. */
export async function verifyFile(path: string, signature: Signature, publicKey: PublicKey): Promise<Verdict> {
  return signature.isHashed ? verdict(await fileDigest(path), signature, publicKey) : "wrong";
}

function verdict(signed: Buffer, signature: Signature, { keyId, key }: PublicKey): Verdict {
  if (!keyId.equals(signature.keyId)) return "wrong";
  const publicKey = createPublicKey({
    key: { kty: "OKP", crv: "Ed25519", x: key.toString("base64url") },
    format: "jwk",
  });
  const commented = Buffer.concat([signature.signature, Buffer.from(signature.trustedComment)]);
  if (!verify(null, commented, publicKey, signature.globalSignature)) return "wrong";
  return verify(null, signed, publicKey, signature.signature) ? "right" : "stale";
}

async function fileDigest(path: string): Promise<Buffer> {
  const hash = createHash("blake2b512");
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest();
}

/** PKCS #8 of RFC 8410 in DER: a fixed beginning, then the seed. */
function privateKeyOf(seed: Buffer) {
  const der = Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), seed]);
  return createPrivateKey({ key: der, format: "der", type: "pkcs8" });
}

function lastLine(text: string): string {
  return text.trim().split(/\r?\n/).at(-1)?.trim() ?? "";
}
