/** A product chosen in one card of the page; the others narrow to it. */
export interface ChosenProduct {
  key: string;
  name: string;
}
