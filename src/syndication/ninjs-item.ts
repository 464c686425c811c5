// The part of IPTC ninjs 3.1 that is written here. Names are the standard's; https://iptc.org/std/ninjs/

interface Words {
  role?: string;
  /** IANA media type. */
  contentType?: string;
  value: string;
}

interface Named {
  name: string;
  uri?: string;
  literal?: string;
}

/** A news item, or within one an associated item. Moments are RFC 3339, addresses absolute URIs in ASCII. */
export interface NinjsItem {
  uri: string;
  /** Of an associated item only. */
  name?: string;
  rel?: string;
  standard?: { name: string; version: string; schema: string };
  type?: "text" | "picture" | "composite";
  representationType?: "full" | "partial";
  pubStatus?: "usable" | "withheld" | "canceled";
  version?: string;
  firstCreated?: string;
  versionCreated?: string;
  /** BCP 47. */
  language?: string;
  title?: string;
  slugline?: string;
  headlines?: Words[];
  descriptions?: Words[];
  bodies?: (Words & { wordCount?: number })[];
  by?: string;
  /** The place that the story comes from. */
  located?: string;
  copyrightHolder?: string;
  copyrightNotice?: string;
  usageTerms?: string;
  rightsInfo?: { linkedRights: string };
  digitalSourceType?: Named;
  infoSources?: (Named & { role: string })[];
  subjects?: (Named & { rel: string })[];
  genres?: Named[];
  altIds?: { role: string; value: string }[];
  trustIndicators?: { role: string; title: string; href: string }[];
  renditions?: {
    name: string;
    href: string;
    contentType: string;
    title?: string;
    /** px */
    width?: number;
    height?: number;
  }[];
  associations?: NinjsItem[];
}

/** A list of one, or of none where there is nothing to say. */
export function optional<Value, Made>(value: Value | undefined, make: (value: Value) => Made): Made[] {
  return value === undefined ? [] : [make(value)];
}

/** A key only where there is something in its list. */
export function listed<Key extends string, Item>(key: Key, items: Item[]): { [Name in Key]?: Item[] } {
  return (items.length > 0 ? { [key]: items } : {}) as { [Name in Key]?: Item[] };
}
