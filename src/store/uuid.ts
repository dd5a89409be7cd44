const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether the text can be the id of a row whose ids are UUIDs: the database would refuse to compare it with anything else. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}
