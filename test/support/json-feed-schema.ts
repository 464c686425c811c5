import { z } from "zod";

// JSON Feed 1.1 as its specification says (https://www.jsonfeed.org/version/1.1/): our own reading of it, for tests.

const address = z.string().regex(/^https?:\/\/\S+$/);
const moment = z.iso.datetime({ offset: true });
const authors = z.array(z.strictObject({ name: z.string().min(1), url: address.optional() })).min(1);
const language = z.string().regex(/^[a-z]{2,3}(-[A-Za-z\d]{2,8})*$/);

const item = z.strictObject({
  id: z.string().min(1),
  url: address,
  title: z.string().min(1),
  content_html: z.string().min(1),
  summary: z.string().min(1).optional(),
  image: address.optional(),
  date_published: moment,
  date_modified: moment,
  authors: authors.optional(),
  tags: z.array(z.string().min(1)).min(1).optional(),
  language,
  // Extensions are objects whose names begin with a low line and hold no full stop.
  _photo: z
    .strictObject({
      url: address,
      width: z.int().positive(),
      height: z.int().positive(),
      credit: z.string().min(1),
      alt: z.string(),
      caption: z.string().optional(),
      copyright: z.string().optional(),
      licence: address.optional(),
      usage_terms: z.string().optional(),
    })
    .optional(),
});

export const jsonFeedSchema = z.strictObject({
  version: z.literal("https://jsonfeed.org/version/1.1"),
  title: z.string().min(1),
  home_page_url: address,
  feed_url: address,
  description: z.string().optional(),
  icon: address.optional(),
  authors,
  language,
  hubs: z.array(z.strictObject({ type: z.literal("WebSub"), url: address })).optional(),
  items: z.array(item),
});
export type JsonFeed = z.output<typeof jsonFeedSchema>;
