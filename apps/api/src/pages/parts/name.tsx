/** A name as somebody wrote it: its direction is its own, and ends with it. */
export const Name = ({ of }: { of: string }) => <bdi dir="auto">{of}</bdi>;
