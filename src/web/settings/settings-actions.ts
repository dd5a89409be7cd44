import type { z } from "zod";
import type { ChangePasswordForm } from "../../contract/administrators.ts";
import type { AccountForm, TokenLinkForm } from "../../contract/link.ts";
import type { ContactForm, Settings, SyncSettingsForm } from "../../contract/settings.ts";

/** What was typed, and what the form began with: somebody else may have written meanwhile. */
type Seen<Schema extends z.ZodType> = z.output<Schema> & { readonly seen: z.output<Schema> };

/** What can be done on 設定; what goes wrong is thrown, and shown where it was done. */
export interface SettingsActions {
  readonly onSaveSync: (form: Seen<typeof SyncSettingsForm>) => Promise<void>;
  readonly onSaveContact: (form: Seen<typeof ContactForm>) => Promise<void>;
  /** The settings as they are now, after somebody else was faster. */
  readonly readAgain: () => Promise<Settings>;
  readonly onChangePassword: (form: z.input<typeof ChangePasswordForm>) => Promise<void>;
  readonly onEndLink: () => Promise<void>;
}

/** What can be done on SmartHR連携. */
export interface LinkActions {
  readonly onStart: () => Promise<void>;
  readonly onLinkByToken: (form: z.input<typeof TokenLinkForm>) => Promise<void>;
  readonly onNameAccount: (form: z.input<typeof AccountForm>) => Promise<void>;
  /** With the account that the person was asked about. */
  readonly onConfirm: (subdomain: string) => Promise<void>;
  readonly onDiscard: () => Promise<void>;
  readonly onEndLink: () => Promise<void>;
}
