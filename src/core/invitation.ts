/** The page on which somebody who was invited, or forgot a password, chooses one; the token follows behind a slash. */
export const INVITATION_PAGE = "/invitations";

/** Why somebody holds a link to choose a password: they never had one, or want another. */
export type InvitationPurpose = "invitation" | "new-password";
