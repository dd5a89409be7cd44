/** Where the sandbox is, and the token of its tenant. */
export interface SandboxAddress {
  readonly url: string;
  readonly subdomain: string;
  readonly accessToken: string;
}
