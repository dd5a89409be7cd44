import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { fault, InstantSchema, requiredText } from "./form-fields.ts";
import { Role } from "./me.ts";

export { INVITATION_PAGE } from "../core/invitation.ts";

export const MIN_PASSWORD_LENGTH = 12;

/** A password to be set: long rather than mixed. */
export const NewPassword = z
  .string(fault("required"))
  .min(1, fault("required"))
  .min(MIN_PASSWORD_LENGTH, fault("too-short"))
  .max(128, fault("too-long"));

/** Address and password as they are typed. */
export const SignInForm = z.object({ email: requiredText(254), password: givenPassword() });

export const ChangePasswordForm = z.object({ currentPassword: givenPassword(), newPassword: NewPassword });

export const NewPasswordRequestForm = z.object({ email: requiredText(254) });

/** Chosen by somebody who was invited, or who forgot theirs. */
export const ChosenPasswordForm = z.object({ password: NewPassword });

// What is long since set is compared, not judged: only nonsense is kept from the hash.
function givenPassword() {
  return z.string(fault("required")).min(1, fault("required")).max(128, fault("too-long"));
}

export const AdministratorRow = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  role: Role,
  /** Invited, and has not chosen a password yet. */
  invited: z.boolean(),
  /** M31: whose link is usable, expired, or not there. */
  link: z.enum(["not-linked", "linked", "expired"]),
  lastSignInAt: InstantSchema.nullable(),
});

export const InvitationForm = z.object({
  email: z
    .string(fault("required"))
    .trim()
    .min(1, fault("required"))
    .max(254, fault("too-long"))
    .regex(/^[^\s@]+@[^\s@]+$/, fault("invalid-email")),
  name: requiredText(100),
  role: Role,
});

/** A link to choose a password, for somebody else; `url` is what the asker may hand on, null when the link goes by mail alone. */
export const Invitation = z.object({ url: z.string().nullable(), mailed: z.boolean(), expiresAt: InstantSchema });

export const listAdministrators = endpoint({
  method: "GET",
  path: "/api/administrators",
  about: "The company's administrators and viewers, by address.",
  who: "viewer",
  answer: z.object({ administrators: z.array(AdministratorRow) }),
});

export const inviteAdministrator = endpoint({
  method: "POST",
  path: "/api/administrators",
  about: "Invites somebody, who then chooses a password; by mail where mail is set up.",
  who: "administrator",
  body: InvitationForm,
  answer: Invitation,
});

export const renewInvitation = endpoint({
  method: "POST",
  path: "/api/administrators/:id/invitation",
  about:
    "A new link to choose a password: for an invitation that expired (7 days), or a password that was forgotten (24 hours; where mail is set up, by mail alone). Former links end.",
  who: "administrator",
  answer: Invitation,
});

export const changeRole = endpoint({
  method: "PUT",
  path: "/api/administrators/:id",
  about:
    "Changes a person's role; the last 管理者 stays one. Whoever becomes 閲覧者 loses their link: its tokens are revoked and erased.",
  who: "administrator",
  body: z.object({ role: Role }),
  answer: AdministratorRow,
});

export const removeAdministrator = endpoint({
  method: "DELETE",
  path: "/api/administrators/:id",
  about: "Removes a person, their sessions and their link; never the last 管理者.",
  who: "administrator",
  answer: null,
});

/** An invitation that can be accepted; `purpose` decides the words of the page. */
export const OpenInvitation = z.object({
  email: z.string(),
  name: z.string(),
  companyName: z.string(),
  purpose: z.enum(["invitation", "new-password"]),
});

export const getInvitation = endpoint({
  method: "GET",
  path: "/api/invitations/:token",
  about: "Whom a link to choose a password is for; looking uses nothing up.",
  who: "anyone",
  answer: OpenInvitation,
});

export const acceptInvitation = endpoint({
  method: "POST",
  path: "/api/invitations/:token",
  about: "Chooses a password; the invitation is used up, and the person can sign in.",
  who: "anyone",
  body: ChosenPasswordForm,
  answer: z.object({ email: z.string() }),
});

export const signIn = endpoint({
  method: "POST",
  path: "/api/sign-in",
  about: "Signs in by address and password; wrong passwords are slowed down.",
  who: "anyone",
  body: SignInForm,
  answer: null,
});

export const signOut = endpoint({
  method: "POST",
  path: "/api/sign-out",
  about: "Ends the session.",
  who: "anyone",
  answer: null,
});

export const changePassword = endpoint({
  method: "PUT",
  path: "/api/me/password",
  about: "Changes one's own password; other sessions end.",
  who: "viewer",
  body: ChangePasswordForm,
  answer: null,
});

/** Always answers alike, so that nobody learns who has an account. */
export const requestNewPassword = endpoint({
  method: "POST",
  path: "/api/new-password",
  about: "Sends a link to choose a new password, where mail is set up.",
  who: "anyone",
  body: NewPasswordRequestForm,
  answer: z.object({ mailSetUp: z.boolean() }),
});

export type AdministratorRow = z.infer<typeof AdministratorRow>;
