/**
 * A part of an address, such as a department's code, as it travels. Browsers and proxies resolve `.` and `..` away, however they are encoded: a
 * part of such kind is marked, and so is one that looks marked already.
 */
export function toAddressPart(part: string): string {
  return encodeURIComponent(toMarkedPart(part));
}

/** The same for whoever encodes what is put into an address by themselves. */
export function toMarkedPart(part: string): string {
  return /^(\.{1,2}$|~)/.test(part) ? `~${part}` : part;
}

/** The part that a decoded piece of an address stands for. */
export function fromAddressPart(decoded: string): string {
  return decoded.startsWith("~") ? decoded.slice(1) : decoded;
}
