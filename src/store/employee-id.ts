/** Whether a text can be the id of an employee; the largest the database counts to has 19 digits. */
export function isEmployeeId(text: string): boolean {
  return /^[0-9]{1,18}$/.test(text);
}
