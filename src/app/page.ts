/** Which part of a list: pages are counted from 1. */
export interface Page {
  readonly page: number;
  readonly perPage: number;
}
