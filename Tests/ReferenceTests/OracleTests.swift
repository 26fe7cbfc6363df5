import Equations
import Foundation
import Oracles
import Reference
import TestSupport
import Testing

/// Every recipe against other programs' records of it; see references/oracles/provenance.json.
@Suite struct OracleTests {
  private static let coverage: Coverage? = try? Coverage(RecordedTrace.recorded)

  @Test(arguments: RecordedTrace.recorded) func theRecipeAgreesWithTheRecordedNumbers(_ recorded: RecordedTrace) throws
  {
    let recipe = try recorded.recipe
    let comparisons = try recorded.comparisons()
    #expect(!comparisons.isEmpty, "nothing to compare")
    let isRounded = recorded.file.metadata["convention"] == "bfloat16"
    let key = "\(recipe.name) \(isRounded ? "bfloat16" : recipe.convention)"
    let allowed = Coverage.exceptions[key]?.allowed ?? Coverage.target(of: recipe.component)
    for comparison in comparisons {
      #expect(
        comparison.difference <= allowed,
        "\(comparison.tensor) differs by \(comparison.difference), allowed \(allowed)")
    }
    guard !recipe.component.isAlongSteps else { return }
    let known = Set(recipe.inputs.map(\.name) + comparisons.map(\.tensor))
    let beside: Set = ["parameters", "solution"]
    for name in recorded.file.tensors.keys.sorted() where !beside.contains(String(name.split(separator: "/")[0])) {
      #expect(known.contains(name), "\(name) was recorded and is not compared")
    }
  }

  @Test func everyConventionHasAnOracleAndMeetsItsTarget() throws {
    let coverage = try #require(Self.coverage, "a recorded file is read by no recipe")
    #expect(coverage.problems == [])
    let conventions = Catalogue.components.flatMap { component in
      component.conventions.map { "\(component.name) \($0.name)" }
    }
    #expect(Set(conventions).subtracting(coverage.rows.map { "\($0.recipe) \($0.convention)" }) == [])
    // An exception that nothing needs is a loosened bound.
    for row in coverage.rows where row.exception != nil {
      #expect((row.difference ?? 0) > row.target, "\(row.recipe) \(row.convention) needs no exception")
    }
    #expect(coverage.rows.filter { $0.exception != nil }.count == Coverage.exceptions.count)
  }

  @Test func everyRecipeStandsInARow() throws {
    let names = Catalogue.components.map(\.name)
    #expect(Set(Lesson.all.flatMap(\.recipes)) == Set(names))
    let page = try #require(Self.coverage).page
    for name in names { #expect(page.contains("| \(name) |"), "\(name) is not on the page") }
  }

  /// `script/coverage > docs/coverage.md` makes it anew.
  @Test func thePageIsCurrent() throws {
    let coverage = try #require(Self.coverage)
    let page = try String(contentsOf: URL(filePath: "\(Repository.root)/docs/coverage.md"), encoding: .utf8)
    #expect(coverage.differences(from: page) == [])
    // A row more, another reason, a figure a hundred times as large are all seen.
    #expect(!coverage.differences(from: page + "| x |\n").isEmpty)
    #expect(!coverage.differences(from: page.replacingOccurrences(of: "| torch |", with: "| keras |")).isEmpty)
    #expect(!coverage.differences(from: page.replacingOccurrences(of: "e-16 |", with: "e-13 |")).isEmpty)
  }

  @Test func aMissingOrWrongRecordIsAProblem() throws {
    #expect(RecordedTrace.recorded.count > 200)
    let without = RecordedTrace.recorded.filter { !$0.path.hasPrefix("lion/") }
    #expect(try Coverage(without).problems == ["lion plain has no oracle"])
    let index = try #require(RecordedTrace.recorded.firstIndex { $0.path == "dense/plain-torch" })
    var traces = RecordedTrace.recorded
    var file = traces[index].file
    file.tensors["dW"] = file.tensors["dW"]?.map { $0 * 1.0001 }
    traces[index] = RecordedTrace(path: traces[index].path, file: file)
    #expect(try Coverage(traces).problems.count == 1)
    #expect(try Coverage(traces).problems.first?.hasPrefix("dense plain differs by ") == true)
  }

  @Test func differencesAreSeenWhereverTheyAre() {
    #expect(RecordedTrace.alongSteps([1, 2], [1, 2], stride: 2) == 0)
    #expect(RecordedTrace.alongSteps([1, 2], [2, 1], stride: 2) == 0.5)
    #expect(RecordedTrace.alongSteps([1e-9, 1e3], [2e-9, 1e3], stride: 2) == 0.5)
    #expect(RecordedTrace.alongSteps([100, 1e-15], [100, 0], stride: 1) == 1e-15)
    #expect(RecordedTrace.alongSteps([1, .nan], [1, 2], stride: 2) == .infinity)
    #expect(RecordedTrace.alongSteps([1], [1, 1], stride: 1) == .infinity)
    #expect(RecordedTrace.ofTensor([1, 2], [1, 2]) == 0)
    #expect(RecordedTrace.ofTensor([2, 1], [1, 2]) == 0.5)
    // Too small is as wrong as too large.
    #expect(RecordedTrace.ofTensor([1], [2]) == 0.5 && RecordedTrace.ofTensor([-3], [-2]) == 0.5)
    #expect(
      RecordedTrace.alongSteps([1], [2], stride: 1) == 0.5 && RecordedTrace.alongSteps([2], [1], stride: 1) == 0.5)
    #expect(RecordedTrace.ofTensor([1], [1, 2]) == .infinity)
    #expect(RecordedTrace.ofTensor([.nan], [1]) == .infinity)
    #expect(RecordedTrace.ofTensor([0], [0]) == 0)
  }
}
