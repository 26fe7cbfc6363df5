import Equations
import Foundation
import Reference
import Tensors
import Testing
import Traces

/// Every recipe against traces that other programs recorded; see references/oracles/provenance.json.
@Suite struct OracleTests {
  /// How far a file's numbers may be from ours, each relative to itself; see `Oracle.difference` for the floor.
  static let target = 1e-13

  /// What may differ by more, and why.
  static let exceptions: [String: (allowed: Double, reason: String)] = [
    "adam/unitRate": (
      5e-13, "with β₂ = 0.999 the subtraction in 1 − β₂ᵗ magnifies the rounding of β₂ᵗ a thousandfold; the rate is 1"
    ),
    "muon/bfloat16": (0.1, "PyTorch's own Muon iterates in bfloat16, which has 8 bits"),
  ]

  @Test(arguments: Oracle.known) func theRecipeAgreesWithTheRecordedTrace(_ oracle: Oracle) throws {
    let comparisons = try oracle.comparisons()
    #expect(!comparisons.isEmpty, "nothing to compare")
    let key = "\(oracle.recipeName)/\(oracle.convention)"
    let allowed = Self.exceptions[key]?.allowed ?? Self.target
    for comparison in comparisons {
      #expect(
        comparison.difference <= allowed,
        "\(comparison.tensor) differs by \(comparison.difference), allowed \(allowed)")
    }
  }

  @Test func everyConventionHasAnOracle() {
    let proven = Set(Oracle.known.map { "\($0.recipeName) \($0.convention)" })
    for listed in Listed.all {
      #expect(proven.contains(listed.testDescription), "\(listed.testDescription) has no oracle")
    }
  }

  @Test func everyFileIsKnownOrListed() {
    let unknown = Set(Oracle.all.filter { !Oracle.known.contains($0) }.map(\.recipeName)).sorted()
    if !unknown.isEmpty { print("recorded, but in no recipe yet: \(unknown.joined(separator: ", "))") }
    #expect(Oracle.all.count > 0)
    for name in unknown { #expect(!Listed.all.contains { $0.recipe.name == name }, "\(name) was passed over") }
  }

  @Test func differencesAreSeenWhereverTheyAre() {
    #expect(Oracle.difference([1, 2], [1, 2], stride: 2) == 0)
    #expect(Oracle.difference([1, 2], [2, 1], stride: 2) == 0.5)
    #expect(Oracle.difference([1e-9, 1e3], [2e-9, 1e3], stride: 2) == 0.5)
    #expect(Oracle.difference([100, 1e-15], [100, 0], stride: 1) == 1e-15)
    #expect(Oracle.difference([1, .nan], [1, 2], stride: 2) == .infinity)
    #expect(Oracle.difference([1], [1, 1], stride: 1) == .infinity)
  }

  /// The largest difference of each recipe, for the coverage table.
  @Test func theLargestDifferencesArePrinted() throws {
    var largest: [String: Double] = [:]
    for oracle in Oracle.known {
      for comparison in try oracle.comparisons() {
        let key = "\(oracle.recipeName) \(oracle.convention)"
        largest[key] = max(largest[key] ?? 0, comparison.difference)
      }
    }
    for (key, difference) in largest.sorted(by: { $0.key < $1.key }) { print("oracle: \(key) \(difference)") }
    #expect(largest.count > 0)
  }
}
