/** What a person of a company may do: 管理者 everything, 閲覧者 see everything and change nothing. */
export type Role = "administrator" | "viewer";
