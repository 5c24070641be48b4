/** Who is asking, as the database knows it. */
export interface Session {
  userId: number;
  username: string;
  displayName: string;
  roles: string[];
  rights: string[];
  /** Prefix of region and grid codes; '' is everywhere. */
  jurisdiction: string;
  expiresAt: Date;
}
