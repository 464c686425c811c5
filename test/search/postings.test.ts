import fc from "fast-check";
import { expect, test } from "vitest";
import { PostingWriter, readPostings } from "../../src/search/postings.ts";
import { findTerms, shardsFor } from "../../src/search/read-segment.ts";
import type { Weight } from "../../src/search/story-terms.ts";
import { termsText } from "../../src/search/story-terms.ts";
import { writeSegment } from "../../src/search/write-segment.ts";
import { caseOptions } from "../support/cases.ts";

const weight = fc.constantFrom<Weight>(0, 1, 2, 3);

test("postings are read as they were written, whatever the gaps", () => {
  const documents = fc.uniqueArray(fc.record({ doc: fc.nat(3_000_000), weight }), { selector: ({ doc }) => doc });
  fc.assert(
    fc.property(documents, (postings) => {
      postings.sort((a, b) => a.doc - b.doc);
      const writer = new PostingWriter();
      for (const { doc, weight } of postings) writer.add(doc, weight);
      expect(writer.count).toBe(postings.length);
      expect(readPostings(writer.text)).toEqual(postings);
    }),
    caseOptions(200, 5000),
  );
});

test("every word of a segment is found in one of the shards that its first terms lead to, with its stories and weights", () => {
  const term = fc.string({ unit: fc.constantFrom("a", "b", "ب", "क", "𐐨", "1"), minLength: 1, maxLength: 6 });
  const stories = fc.array(fc.dictionary(term, weight, { maxKeys: 30 }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(stories, (docs) => {
      const segment = writeSegment(docs.length, (doc) => termsText(new Map(Object.entries(docs[doc] ?? {}))), 64);
      for (const word of new Set(docs.flatMap((each) => Object.keys(each)))) {
        const expected = docs.flatMap((each, doc) => (word in each ? [{ doc, weight: each[word] }] : []));
        const [number = -1] = shardsFor(segment.firsts, word);
        expect(findTerms(segment.shards[number] ?? "", word)).toEqual([{ term: word, postings: expected }]);
        // As a beginning it finds itself first, and everything that begins so.
        const begun = shardsFor(segment.firsts, word).flatMap((shard) =>
          findTerms(segment.shards[shard] ?? "", word, { isBeginning: true, limit: 1000 }),
        );
        const all = new Set(docs.flatMap((each) => Object.keys(each)).filter((each) => each.startsWith(word)));
        expect(begun[0]?.term).toBe(word);
        expect(new Set(begun.map((each) => each.term))).toEqual(all);
      }
    }),
    caseOptions(60, 2000),
  );
});

test("a word that no story has is found nowhere", () => {
  const segment = writeSegment(1, () => "rain river\n\n\n");
  expect(shardsFor(segment.firsts, "aa")).toEqual([]);
  expect(findTerms(segment.shards[0] ?? "", "rai")).toEqual([]);
  expect(findTerms(segment.shards[0] ?? "", "zebra", { isBeginning: true })).toEqual([]);
});
