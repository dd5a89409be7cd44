import { fail, ok, type Result } from "../core/result.ts";
import type { SmartHrFault } from "./fault.ts";

/** How a request proves that it may ask. */
export interface Access {
  token(): Promise<string>;
  /** A token in place of the rejected one; called once at a time. Without it, a rejected token is the end. */
  renew?(rejectedToken: string): Promise<Result<string, SmartHrFault>>;
}

/** The token of one client, however many of its requests are rejected at the same moment. */
export interface TokenKeeper {
  current(): Promise<string>;
  /** The token to go on with after that one was rejected. */
  replace(rejectedToken: string): Promise<Result<string, SmartHrFault>>;
}

/** Asks for a token once, and for a new one once per rejected token: a refresh token that is used twice kills the link. */
export function keepToken(access: Access): TokenKeeper {
  let known: string | null = null;
  let renewal: Promise<Result<string, SmartHrFault>> | null = null;

  async function renew(rejectedToken: string): Promise<Result<string, SmartHrFault>> {
    if (!access.renew) return fail({ kind: "unauthorized" });
    const renewed = await access.renew(rejectedToken);
    if (renewed.ok) known = renewed.value;
    return renewed;
  }

  return {
    async current() {
      known ??= await access.token();
      return known;
    },
    async replace(rejectedToken) {
      if (known !== null && known !== rejectedToken) return ok(known);
      renewal ??= renew(rejectedToken).finally(() => {
        renewal = null;
      });
      return renewal;
    },
  };
}
