import Equations
import Oracles
import Reference
import Testing

/// The table that `gradus list` prints.
@Suite struct ListingTests {
  private static let text = Listing(recorded: RecordedTrace.recorded).text
  private static let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)

  @Test func everyRecipeStandsWithItsTitleItsNotesAndItsOracle() {
    for component in Catalogue.components {
      let line = Self.lines.first { $0.hasPrefix("\(component.name) ") } ?? ""
      #expect(line.contains(component.title), "\(component.name)")
      let first = component.conventions[0]
      let notes = first.taughtIn.isEmpty ? "–" : first.taughtIn.joined(separator: " ")
      #expect(line.contains("  \(first.name)  ") && line.contains("  \(notes)  "), "\(line)")
    }
    #expect(Self.lines.contains { $0.hasPrefix("adam ") && $0.hasSuffix("  torch") })
    #expect(Self.lines.contains { $0.contains("  epsilonHat ") && $0.hasSuffix(" keras") })
  }

  @Test func thereIsARowForEachConventionAndAHeadingForEachKind() {
    let conventions = Catalogue.components.reduce(0) { $0 + $1.conventions.count }
    let kinds = Set(Catalogue.components.map(\.kind))
    // An empty line stands before each kind but the first.
    let blank = kinds.count - 1
    #expect(Self.lines.dropLast().count == conventions + kinds.count + blank)
  }

  /// A table's columns begin at one place from its heading to its last row.
  @Test func columnsStandBelowOneAnother() throws {
    for table in Self.text.split(separator: "\n\n") {
      let rows = table.split(separator: "\n").map { Array($0) }
      for heading in ["what it is", "convention", "notes", "oracle"] {
        let column = try #require(place(of: heading, in: String(rows[0])))
        for row in rows.dropFirst() where row.count > column {
          #expect(row[column - 1] == " " && row[column - 2] == " ", "\(String(row))")
        }
      }
    }
  }

  private func place(of text: String, in line: String) -> Int? {
    line.firstRange(of: text).map { line.distance(from: line.startIndex, to: $0.lowerBound) }
  }

  @Test func networksOfAnyDepthAreSaidToBeThere() {
    #expect(Self.text.contains("\ntrainMLP<layers>"))
  }

  /// Without the records installed, the rest still stands.
  @Test func withoutRecordsTheColumnIsLeftOut() {
    let text = Listing(recorded: []).text
    #expect(!text.contains("oracle") && !text.contains("torch") && text.contains("outsideRoot"))
  }
}
